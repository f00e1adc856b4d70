import { lineY, rectY } from '@observablehq/plot';
import { durationText } from '../../kernel/quantity-text.ts';
import { axisCount, type Chart, most, steps } from './chart.ts';
import { CALL_OUTCOMES, type CallOutcome, type Column, type Frame } from './series.ts';
import type { Theme } from './theme.ts';

const LABELS: Readonly<Record<CallOutcome, string>> = {
  successful: 'successful',
  declined: 'declined',
  timedOut: 'timed out',
  failed: 'failed with an error',
  blocked: 'blocked by the breaker',
};

/** Columns as narrow as this leave no room for a gap. */
const GAP_FROM_PX = 6;

interface Part {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly outcome: CallOutcome;
  readonly bottom: number;
  readonly top: number;
}

export const calls: Chart = {
  name: 'calls',
  title: 'Calls to the PaymentService',
  titleOfGraph: (front) => `Calls of ${front}`,
  panels: 'an arm',
  height: 1,
  explains: ({ result, ticksPerColumn }) =>
    `Calls per tick of ${durationText(result.scenario.tickMs)} by outcome, stacked${
      ticksPerColumn === 1
        ? '.'
        : `; a column is the mean of ${ticksPerColumn} ticks, the line their largest.`
    }`,
  top: (frame) => most(frame, ({ mostCalls }) => mostCalls),
  label: axisCount,
  keys: (frame, theme) =>
    present(frame).map((outcome) => ({ label: LABELS[outcome], area: fillOf(outcome, theme) })),
  marks([series], { result, ticksPerColumn }, { theme, plotWidth }) {
    const { columns } = series!;
    const parts = columns.flatMap(stacked);
    const pixels = plotWidth / (result.scenario.durationMs / widthOf(columns[0]));
    const marks = CALL_OUTCOMES.map((outcome) =>
      rectY(
        parts.filter((part) => part.outcome === outcome),
        {
          x1: 'fromMs',
          x2: 'untilMs',
          y1: 'bottom',
          y2: 'top',
          fill: fillOf(outcome, theme),
          inset: 0,
          insetRight: pixels >= GAP_FROM_PX ? 1 : 0,
          className: outcome,
        },
      ),
    );
    if (ticksPerColumn === 1) return marks;
    const outline = steps(columns, ({ mostCalls }) => mostCalls);
    const style = { stroke: theme.colour.ink, strokeWidth: 0.75, className: 'largest' };
    return [...marks, lineY(outline, { x: 'x', y: 'y', ...style })];
  },
};

function present({ arms }: Frame): CallOutcome[] {
  return CALL_OUTCOMES.filter((outcome) =>
    arms.some(({ columns }) => columns.some(({ calls }) => calls[outcome] > 0)),
  );
}

function fillOf(outcome: CallOutcome, theme: Theme): string {
  return outcome === 'successful' ? theme.colour.successful : theme.pattern(outcome);
}

/** The outcomes of a column one upon another; none that never happened. */
function stacked({ fromMs, untilMs, calls }: Column): Part[] {
  let top = 0;
  return CALL_OUTCOMES.map((outcome) => {
    const bottom = top;
    top += calls[outcome];
    return { fromMs, untilMs, outcome, bottom, top };
  }).filter((part) => part.top > part.bottom);
}

function widthOf(column: Column | undefined): number {
  return column === undefined ? 1 : column.untilMs - column.fromMs;
}
