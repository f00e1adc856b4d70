import { rect, text } from '@observablehq/plot';
import type { BreakerStateName } from '../../resilience/breaker/state.ts';
import type { Chart, Paint } from './chart.ts';
import { type ArmSeries, endOf, type Frame } from './series.ts';
import { type StateSpan, stateSpans } from './state-spans.ts';
import type { Theme } from './theme.ts';

/** Of the strip that all instances share, in px; more than this many are too thin to name. */
const MOST_NAMED = 3;
/** A letter is about this much of the size of its font. */
const LETTER = 0.6;
/** A strip shows nothing finer than this. */
const LEAST_PX = 2;

export const state: Chart = {
  name: 'state',
  title: 'State of the breaker',
  panels: 'an arm',
  height: 0.3,
  explains: ({ arms }) =>
    arms.some(({ arm }) => arm.transitions.some(({ instance }) => instance !== undefined))
      ? 'Closed, open or half-open; each instance of the OrderService has a strip.'
      : 'Closed, open or half-open at every instant.',
  top: () => undefined,
  label: String,
  keys: (frame, theme) =>
    statesIn(frame).map((name) => ({ label: name, area: fillOf(name, theme) })),
  marks([series], { result }, paint) {
    const spans = spansOf(series!, endOf(result), result.scenario.durationMs / paint.plotWidth);
    if (spans.length === 0) return [absence(result.scenario.durationMs, paint)];
    const instances = [...new Set(spans.map(({ instance }) => instance))];
    const lane = ({ instance }: StateSpan) => instances.indexOf(instance) / instances.length;
    const strip = rect(spans, {
      x1: 'fromMs',
      x2: 'untilMs',
      y1: lane,
      y2: (span: StateSpan) => lane(span) + 1 / instances.length,
      fill: (span: StateSpan) => fillOf(span.state, paint.theme),
      stroke: paint.theme.colour.soft,
      strokeWidth: spans.length > 100 ? 0 : 0.75,
      insetTop: 1,
      className: 'state',
    });
    return instances.length > MOST_NAMED
      ? [strip]
      : [strip, names(spans, lane, 1 / instances.length, result.scenario.durationMs, paint)];
  },
};

function spansOf({ arm }: ArmSeries, endMs: number, msPerPixel: number): StateSpan[] {
  return stateSpans(arm, endMs, LEAST_PX * msPerPixel);
}

/** Names stand where there is room for them. */
function names(
  spans: readonly StateSpan[],
  lane: (span: StateSpan) => number,
  height: number,
  durationMs: number,
  { theme, fontSize, plotWidth }: Paint,
) {
  const fits = ({ fromMs, untilMs, state: name }: StateSpan) =>
    ((untilMs - fromMs) / durationMs) * plotWidth > name.length * LETTER * fontSize + 8;
  return text(spans.filter(fits), {
    x: ({ fromMs, untilMs }: StateSpan) => (fromMs + untilMs) / 2,
    y: (span: StateSpan) => lane(span) + height / 2,
    text: 'state',
    fill: (span: StateSpan) => (isDark(span.state) ? theme.colour.paper : theme.colour.ink),
    stroke: (span: StateSpan) => fillUnderText(span.state, theme),
    strokeWidth: 3,
    fontWeight: 600,
  });
}

function absence(durationMs: number, { theme }: Paint) {
  return text([{ x: durationMs / 2, y: 0.5 }], {
    x: 'x',
    y: 'y',
    text: () => 'no breaker in this arm',
    fill: theme.colour.soft,
    stroke: theme.colour.paper,
    strokeWidth: 4,
  });
}

function isDark(name: BreakerStateName): boolean {
  return name === 'open' || name === 'forced-open';
}

function fillOf(name: BreakerStateName, theme: Theme): string {
  switch (name) {
    case 'open':
    case 'forced-open':
      return theme.colour.failed;
    case 'half-open':
    case 'metrics-only':
      return theme.pattern('half-open');
    case 'closed':
    case 'disabled':
      return theme.colour.paper;
  }
}

/** A halo keeps a name readable upon a pattern. */
function fillUnderText(name: BreakerStateName, theme: Theme): string {
  return isDark(name) ? theme.colour.failed : theme.colour.paper;
}

function statesIn({ arms, result }: Frame): BreakerStateName[] {
  const names = arms.flatMap(({ arm }) =>
    stateSpans(arm, endOf(result), 0).map((span) => span.state),
  );
  return [...new Set(names)];
}
