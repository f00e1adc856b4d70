import type { ArmResult, Result, ScriptMark } from '../../experiment/result.ts';
import { durationText } from '../../kernel/quantity-text.ts';
import {
  type ArmSeries,
  CALL_OUTCOMES,
  type Column,
  endOf,
  frameOf,
  total,
} from '../chart/series.ts';
import { stateSpans } from '../chart/state-spans.ts';
import { shareOf, shortCount } from '../figures.ts';
import { legendKeys } from './legend.ts';
import type { Look } from './look.ts';
import { roundScale, stackRows } from './stack.ts';
import { scriptStrips, stateStrip } from './strips.ts';
import { cellOf, type TimeScale, timeAxis } from './time-axis.ts';

export interface ChartSize {
  /** In cells. */
  readonly width: number;
  /** Rows of each arm's stack. */
  readonly rows: number;
}

/** Cells left of the charts: for the numbers of the scale, and for labels. */
export const GUTTER = 9;

/**
 * Calls per tick by outcome, stacked, with the breaker's state and the script under them on the same
 * time axis; all arms on one scale.
 */
export function terminalChart(result: Result, size: ChartSize, look: Look): string[] {
  const room = Math.max(10, size.width - GUTTER);
  const { arms, ticksPerColumn } = frameOf(result, room);
  const columns = arms.reduce((most, arm) => Math.max(most, arm.columns.length), 0);
  if (columns === 0) return [look.faint('There are no ticks to draw.')];
  const columnWidth = Math.floor(room / columns);
  const msPerCell = (result.scenario.tickMs * ticksPerColumn) / columnWidth;
  const time: TimeScale = { fromMs: 0, msPerCell, cells: columns * columnWidth };
  const scale = roundScale(largestColumn(arms));
  const marked = markedColumns(result.scenario.script ?? [], time, columnWidth);
  return [
    ...arms.flatMap((series) => [
      ...armTitle(series.arm, look),
      ...scaled(
        stackRows(
          padded(series.columns, columns).map(({ calls }) => calls),
          { rows: size.rows, scale, columnWidth, marked },
          look,
        ),
        scale,
        look,
      ),
      ...underneath(series.arm, result, time, look),
      '',
    ]),
    ...legend(result, arms, ticksPerColumn, look),
  ];
}

function largestColumn(arms: readonly ArmSeries[]): number {
  return arms.reduce(
    (most, { columns }) => columns.reduce((far, { calls }) => Math.max(far, total(calls)), most),
    0,
  );
}

/** An arm that is over before the other: nothing happens in it any more. */
function padded(columns: readonly Column[], length: number): readonly Pick<Column, 'calls'>[] {
  const nothing = { calls: { successful: 0, declined: 0, timedOut: 0, failed: 0, blocked: 0 } };
  return Array.from({ length }, (_, index) => columns[index] ?? nothing);
}

function markedColumns(
  script: readonly ScriptMark[],
  time: TimeScale,
  columnWidth: number,
): Set<number> {
  const edges = script.flatMap(({ fromMs, untilMs }) =>
    untilMs === null ? [fromMs] : [fromMs, untilMs],
  );
  return new Set(edges.map((atMs) => Math.floor(cellOf(atMs, time) / columnWidth)));
}

function armTitle({ name, totals }: ArmResult, look: Look): string[] {
  const { orders } = totals;
  const paid = shareOf(orders.paid, orders.arrived);
  const facts = paid === '' ? '' : look.faint(`  ${paid} of orders paid`);
  return [`${look.heading(look.words(name))}${facts}`];
}

/** Rows with the scale at their left: its top, its middle and 0. */
export function scaled(rows: readonly string[], scale: number, look: Look): string[] {
  const half = Math.floor(rows.length / 2);
  return rows.map((row, index) => {
    const named = index === 0 || (index === rows.length - half && rows.length % 2 === 0);
    const value = index === 0 ? scale : scale / 2;
    const label = named ? shortCount(value) : '';
    const edge = named ? look.lines.notch : look.lines.down;
    return `${look.faint(`${label.padStart(GUTTER - 2)} ${edge}`)}${row.trimEnd()}`;
  });
}

function underneath(arm: ArmResult, result: Result, time: TimeScale, look: Look): string[] {
  const [line, labels] = timeAxis(time, look);
  const spans = stateSpans(arm, endOf(result), time.msPerCell);
  const script = scriptStrips(result.scenario.script ?? [], time, look);
  return [
    look.faint(`${'0'.padStart(GUTTER - 2)} ${look.lines.corner}${line}`),
    ...(severalBreakers(spans) || spans.length === 0
      ? []
      : [`${label('state', look)}${stateStrip(spans, time, look)}`]),
    ...script.map((strip, i) => `${label(i === 0 ? 'script' : '', look)}${look.bad(strip)}`),
    look.faint(`${' '.repeat(GUTTER)}${labels}`),
  ];
}

function severalBreakers(spans: readonly { readonly instance: number }[]): boolean {
  return spans.some(({ instance }) => instance > 1);
}

function label(text: string, look: Look): string {
  return look.faint(text.padStart(GUTTER - 2).padEnd(GUTTER));
}

function legend(
  result: Result,
  arms: readonly ArmSeries[],
  ticksPerColumn: number,
  look: Look,
): string[] {
  const present = CALL_OUTCOMES.filter((outcome) =>
    arms.some(({ columns }) => columns.some(({ calls }) => calls[outcome] > 0)),
  );
  const keys = legendKeys(present, look);
  const tick = durationText(result.scenario.tickMs);
  const unit = `calls in ${tick}`;
  const mean = ticksPerColumn === 1 ? '' : `, the mean of ${ticksPerColumn} ticks a column`;
  return [
    `${' '.repeat(GUTTER)}${keys.join('  ')}`,
    look.faint(`${' '.repeat(GUTTER)}${unit}${mean}`),
  ];
}
