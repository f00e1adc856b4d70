import type { Result, Tick } from '../../experiment/result.ts';
import { durationText } from '../../kernel/quantity-text.ts';
import { armTitle } from '../arm-title.ts';
import { cut, fitted } from '../cells.ts';
import { instant, noteDecimals, shortCount, tickDecimals } from '../figures.ts';
import type { Paint } from '../paint.ts';
import { ended, orderBar } from './bar.ts';
import { type Column, columnChoices } from './columns.ts';
import { evenParts } from './even-parts.ts';
import { fold, foldText } from './folding.ts';
import { isRestless, noteLines } from './notes.ts';
import { type Row, rowsOf } from './rows.ts';

/** One arm's columns, and how wide each is. */
interface Pane {
  readonly title: string;
  readonly columns: readonly { readonly column: Column; readonly width: number }[];
}

interface Layout {
  readonly timeWidth: number;
  readonly decimals: number;
  readonly panes: readonly Pane[];
  readonly gap: string;
  /** Of every pane's bar; 0 where there is no room for bars. */
  readonly barWidth: number;
  /** Orders that fill a bar: one scale for all arms. */
  readonly scale: number;
}

const LEAST_BAR = 3;
/** Further columns come in only while bars keep this much. */
const GOOD_BAR = 18;
const LONGEST_BAR = 40;
/** A pane that is narrower has no room for the name of its arm. */
const LEAST_TITLE = 12;

interface TableOptions {
  readonly width: number;
  readonly everyTick: boolean;
}

/**
 * The ticks of all arms side by side, with the transitions between the rows where they happened; of more than
 * two, as many as there is room for, and the others in tables below.
 */
export function* tickTable(result: Result, options: TableOptions, paint: Paint): Generator<string> {
  const scale = scaleOf(rowsOf(result));
  for (const [index, part] of partsOf(result, options.width).entries()) {
    if (index > 0) yield '';
    yield* oneTable(part, { ...options, scale }, paint);
  }
}

function partsOf(result: Result, width: number): readonly Result[] {
  const { arms } = result;
  if (arms.length <= 2) return [result];
  for (let parts = 1; ; parts++) {
    const split = evenParts(arms, parts).map((some) => ({ ...result, arms: some }));
    if (parts === arms.length || split.every((part) => fits(part, width))) return split;
  }
}

function fits(result: Result, width: number): boolean {
  const { timeWidth, panes, gap } = layOut(result, rowsOf(result), width);
  const needed = panes.reduce((sum, one) => sum + 3 + paneWidth(one, gap), timeWidth);
  return needed <= width && panes.every((one) => paneWidth(one, gap) >= LEAST_TITLE);
}

function* oneTable(
  result: Result,
  options: TableOptions & Pick<Layout, 'scale'>,
  paint: Paint,
): Generator<string> {
  const rows = rowsOf(result);
  if (rows.length === 0) return;
  const layout = { ...layOut(result, rows, options.width), scale: options.scale };
  yield* header(layout, paint);
  const manyBreakers = result.arms.filter((arm) => arm.transitions.length > 0).length > 1;
  const place = {
    indent: layout.timeWidth + 3,
    width: options.width,
    decimals: noteDecimals(result.scenario.tickMs),
  };
  let restless = false;
  for (const item of fold(rows, options.everyTick)) {
    if (item.kind === 'fold') {
      const text = foldText(item, layout.decimals, paint.signs.dash);
      yield paint.faint(`${paint.signs.more.padStart(layout.timeWidth)}   ${text}`);
      continue;
    }
    yield rowLine(item.row, layout, paint);
    const { transitions } = item.row;
    const notes = { transitions, nameArms: manyBreakers, again: restless };
    yield* noteLines(notes, place, paint);
    restless = isRestless(transitions);
  }
  if (layout.barWidth > 0) yield* legend(result, layout, paint);
}

function scaleOf(rows: readonly Row[]): number {
  return greatest(
    rows.flatMap((row) => row.ticks.map((tick) => (tick === undefined ? 0 : ended(tick.orders)))),
  );
}

function layOut(result: Result, rows: readonly Row[], width: number): Omit<Layout, 'scale'> {
  const decimals = tickDecimals(result.scenario.tickMs);
  const timeWidth = widest('time', rows, (row) => instant(row.startMs, decimals));
  const gap = width >= 100 ? '  ' : ' ';
  const rest = width - timeWidth - 3 * result.arms.length;
  const [everything = [], ...fewer] = columnChoices(result.arms.length);
  const whole = result.arms.map((arm) => pane(armTitle(arm), everything, arm.ticks ?? []));
  const choices = [everything, ...fewer].map((choice) => {
    const panes = whole.map(({ title, columns }) => ({
      title,
      columns: columns.filter(({ column }) => choice.includes(column)),
    }));
    const used = panes.reduce((sum, one) => sum + paneWidth(one, gap) + gap.length, 0);
    return { panes, bar: Math.floor((rest - used) / panes.length) };
  });
  const choice = choices.find(({ bar }) => bar >= GOOD_BAR) ?? choices.at(-1)!;
  const barWidth = choice.bar < LEAST_BAR ? 0 : Math.min(choice.bar, LONGEST_BAR);
  return { timeWidth, decimals, panes: choice.panes, gap, barWidth };
}

function pane(title: string, columns: readonly Column[], ticks: readonly Tick[]): Pane {
  const guarded = ticks.some((tick) => tick.state !== null);
  return {
    title,
    columns: columns
      .filter((column) => guarded || !column.ofBreaker)
      .map((column) => ({
        column,
        width: widest(column.header, ticks, (tick) => column.text(tick)),
      })),
  };
}

function paneWidth({ columns }: Pane, gap: string): number {
  return columns.reduce((sum, { width }) => sum + width, (columns.length - 1) * gap.length);
}

function* header(layout: Layout, paint: Paint): Generator<string> {
  const { signs } = paint;
  const bar = layout.barWidth === 0 ? 0 : layout.barWidth + layout.gap.length;
  const widths = layout.panes.map((one) => paneWidth(one, layout.gap) + bar);
  const titles = layout.panes.map(({ title }, index) =>
    paint.heading(fitted(cut(title, widths[index]!, signs.ellipsis), widths[index]!)),
  );
  yield joined(' '.repeat(layout.timeWidth), titles, paint);
  const names = layout.panes.map(({ columns }, index) => {
    const cells = columns.map(({ column, width }) => padded(column, column.header, width));
    return paint.faint(cells.join(layout.gap).padEnd(widths[index]!));
  });
  yield joined(paint.faint('time'.padStart(layout.timeWidth)), names, paint);
  const rules = [layout.timeWidth - 1, ...widths].map((width) => signs.rule.repeat(width + 2));
  yield paint.faint(rules.join(signs.cross).slice(0, -1));
}

function rowLine(row: Row, layout: Layout, paint: Paint): string {
  const panes = layout.panes.map(({ columns }, arm) => {
    const tick = row.ticks[arm];
    const cells = columns.map(({ column, width }) =>
      tick === undefined
        ? ' '.repeat(width)
        : column.colour(paint, tick, padded(column, column.text(tick), width)),
    );
    if (layout.barWidth > 0) cells.push(barCell(tick, layout, paint));
    return cells.join(layout.gap);
  });
  const time = instant(row.startMs, layout.decimals).padStart(layout.timeWidth);
  return joined(time, panes, paint);
}

function barCell(tick: Tick | undefined, { scale, barWidth }: Layout, paint: Paint): string {
  return tick === undefined ? ' '.repeat(barWidth) : orderBar(tick.orders, scale, barWidth, paint);
}

/** Words stand left, figures right. */
function padded(column: Column, text: string, width: number): string {
  return column.header === 'state' ? text.padEnd(width) : text.padStart(width);
}

function joined(time: string, panes: readonly string[], paint: Paint): string {
  return [time, ...panes].join(` ${paint.faint(paint.signs.bar)} `).trimEnd();
}

function legend(result: Result, { scale, timeWidth }: Layout, paint: Paint): string[] {
  const { full, rest } = paint.signs;
  const tick = durationText(result.scenario.tickMs);
  return [
    'successful, failed, blocked: calls',
    `bars: orders, ${full} paid  ${rest} not paid, full at ${shortCount(scale)} in ${tick}`,
  ].map((line) => paint.faint(`${' '.repeat(timeWidth + 3)}${line}`));
}

/** The width of a column that holds all of a list under its header. */
function widest<Of>(header: string, list: readonly Of[], text: (one: Of) => string): number {
  return greatest([header.length, ...list.map((one) => text(one).length)]);
}

/** `Math.max(...list)` would overflow the stack on a long run. */
function greatest(list: readonly number[]): number {
  return list.reduce((most, one) => Math.max(most, one), 0);
}
