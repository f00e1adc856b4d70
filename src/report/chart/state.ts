import { rect, text } from '@observablehq/plot';
import type { BreakerStateName } from '../../resilience/breaker/state.ts';
import { whose } from '../breaker-words.ts';
import type { Chart, Paint } from './chart.ts';
import { type ArmSeries, endOf, type Frame } from './series.ts';
import { type StateSpan, stateSpans } from './state-spans.ts';
import type { Theme } from './theme.ts';

/** More strips than this are too thin to name. */
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
    arms.some(({ arm }) => arm.transitions.some((transition) => whose(transition).length > 0))
      ? 'Closed, open or half-open; every breaker of every instance has a strip.'
      : 'Closed, open or half-open at every instant.',
  top: () => undefined,
  label: String,
  keys: (frame, theme) =>
    statesIn(frame).map((name) => ({ label: name, area: fillOf(name, theme) })),
  marks([series], { result }, paint) {
    const spans = spansOf(series!, endOf(result), result.scenario.durationMs / paint.plotWidth);
    if (spans.length === 0) return absence(result.scenario.durationMs, paint);
    const lanes = [...new Set(spans.map(laneOf))].reverse();
    const lane = (span: StateSpan) => lanes.indexOf(laneOf(span)) / lanes.length;
    const strip = rect(spans, {
      x1: 'fromMs',
      x2: 'untilMs',
      y1: lane,
      y2: (span: StateSpan) => lane(span) + 1 / lanes.length,
      fill: (span: StateSpan) => fillOf(span.state, paint.theme),
      stroke: paint.theme.colour.soft,
      strokeWidth: spans.length > 100 ? 0 : 0.75,
      insetTop: 1,
      className: 'state',
    });
    return lanes.length > MOST_NAMED
      ? [strip]
      : [strip, names(spans, lane, 1 / lanes.length, result.scenario.durationMs, paint)];
  },
};

function laneOf({ breaker, instance }: StateSpan): string {
  return `${breaker ?? ''} ${instance}`;
}

function labelOf({ breaker, state: name }: StateSpan): string {
  return breaker === null ? name : `${breaker}: ${name}`;
}

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
  const fits = (span: StateSpan) =>
    ((span.untilMs - span.fromMs) / durationMs) * plotWidth >
    labelOf(span).length * LETTER * fontSize + 8;
  return text(spans.filter(fits), {
    x: ({ fromMs, untilMs }: StateSpan) => (fromMs + untilMs) / 2,
    y: (span: StateSpan) => lane(span) + height / 2,
    text: labelOf,
    fill: (span: StateSpan) => (isDark(span.state) ? theme.colour.paper : theme.colour.ink),
    stroke: (span: StateSpan) => fillUnderText(span.state, theme),
    strokeWidth: 3,
    fontWeight: 600,
  });
}

/** An empty strip that says why. */
function absence(durationMs: number, { theme }: Paint) {
  const { ink, paper, line } = theme.colour;
  return [
    rect([durationMs], { x1: 0, x2: Number, y1: 0, y2: 1, fill: paper, stroke: line, insetTop: 1 }),
    text([durationMs / 2], { x: Number, y: 0.5, text: () => 'no breaker in this arm', fill: ink }),
  ];
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
