import type { ArmResult, Result } from '../../experiment/result.ts';
import { durationText } from '../../kernel/quantity-text.ts';
import { armTitle } from '../arm-title.ts';
import {
  type ArmSeries,
  CALL_OUTCOMES,
  type Column,
  endOf,
  frameOf,
  total,
} from '../chart/series.ts';
import { shareOf, shortCount } from '../figures.ts';
import { served } from '../served.ts';
import { stateStrips } from './arm-spans.ts';
import { legendKeys } from './legend.ts';
import type { Look } from './look.ts';
import { roundScale, type StackOptions, spread, stackRows } from './stack.ts';
import { scriptStrips, stateStrip } from './strips.ts';
import { markedCells, type TimeScale, timeAxis } from './time-axis.ts';

export interface ChartSize {
  /** In cells. */
  readonly width: number;
  /** Rows of each arm's stack. */
  readonly rows: number;
  /** Tells what the arms have in common once, at the end. */
  readonly compact: boolean;
}

/** What the arms of a chart share. */
interface Canvas extends StackOptions {
  readonly result: Result;
  readonly time: TimeScale;
  readonly columns: number;
}

/** Cells left of the charts: for the numbers of the scale, and for labels. */
const GUTTER = 9;

/**
 * Calls per tick by outcome, stacked, with the breaker's state and the script under them on the same
 * time axis; all arms on one scale.
 */
export function terminalChart(result: Result, size: ChartSize, look: Look): string[] {
  const room = Math.max(10, size.width - GUTTER);
  const { arms, ticksPerColumn } = frameOf(result, room);
  const columns = arms.reduce((most, arm) => Math.max(most, arm.columns.length), 0);
  if (columns === 0) return [look.faint('There are no ticks to draw.')];
  const msPerCell = (result.scenario.tickMs * ticksPerColumn * columns) / room;
  const time: TimeScale = { fromMs: 0, msPerCell, cells: room };
  const marked = markedCells(result.scenario.script ?? [], time);
  const scale = roundScale(largestColumn(arms));
  const canvas = { result, time, columns, scale, marked, rows: size.rows };
  const common = [...scriptLines(canvas, look), labelLine(canvas, look)];
  return [
    ...arms.flatMap((series) => [
      ...armLines(series, canvas, look),
      ...(size.compact ? [] : [...common, '']),
    ]),
    ...(size.compact ? common : []),
    ...legend(arms, { result, ticksPerColumn, compact: size.compact }, look),
  ];
}

function armLines({ arm, columns }: ArmSeries, canvas: Canvas, look: Look): string[] {
  const { result, time } = canvas;
  const stacks = padded(columns, canvas.columns).map(({ calls }) => calls);
  const cells = spread(stacks, time.cells);
  const strips = stateStrips(arm, result.scenario.tickMs, endOf(result));
  const [axis] = timeAxis(time, look);
  return [
    titleLine(arm, look),
    ...scaled(stackRows(cells, canvas, look), canvas.scale, look),
    look.faint(`${'0'.padStart(GUTTER - 2)} ${look.lines.corner}${axis}`),
    ...strips.map(({ label: name, spans }) => label(name, look) + stateStrip(spans, time, look)),
  ];
}

function scriptLines({ result, time }: Canvas, look: Look): string[] {
  return scriptStrips(result.scenario.script ?? [], time, look).map(
    (strip, index) => `${label(index === 0 ? 'script' : '', look)}${look.bad(strip)}`,
  );
}

function labelLine({ time }: Canvas, look: Look): string {
  const [, labels] = timeAxis(time, look);
  return look.faint(`${' '.repeat(GUTTER)}${labels}`);
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

function titleLine(arm: ArmResult, look: Look): string {
  const paid = shareOf(served(arm.totals).orders, arm.totals.orders.arrived);
  const facts = paid === '' ? '' : look.faint(`  ${paid} of orders paid`);
  return `${look.heading(armTitle(arm))}${facts}`;
}

/** Rows with the scale at their left: its top, its middle and 0. */
function scaled(rows: readonly string[], scale: number, look: Look): string[] {
  const half = Math.floor(rows.length / 2);
  return rows.map((row, index) => {
    const named = index === 0 || (index === rows.length - half && rows.length % 2 === 0);
    const value = index === 0 ? scale : scale / 2;
    const label = named ? shortCount(value) : '';
    const edge = named ? look.lines.notch : look.lines.down;
    return `${look.faint(`${label.padStart(GUTTER - 2)} ${edge}`)}${row.trimEnd()}`;
  });
}

function label(text: string, look: Look): string {
  return look.faint(
    text
      .slice(0, GUTTER - 2)
      .padStart(GUTTER - 2)
      .padEnd(GUTTER),
  );
}

function legend(
  arms: readonly ArmSeries[],
  { result, ticksPerColumn, compact }: { result: Result; ticksPerColumn: number; compact: boolean },
  look: Look,
): string[] {
  const present = CALL_OUTCOMES.filter((outcome) =>
    arms.some(({ columns }) => columns.some(({ calls }) => calls[outcome] > 0)),
  );
  const keys = legendKeys(present, look).join('  ');
  const mean = ticksPerColumn === 1 ? '' : `, the mean of ${ticksPerColumn} ticks a column`;
  const unit = look.faint(`calls in ${durationText(result.scenario.tickMs)}${mean}`);
  const margin = ' '.repeat(GUTTER);
  return compact ? [`${margin}${keys}  ${unit}`] : [`${margin}${keys}`, `${margin}${unit}`];
}
