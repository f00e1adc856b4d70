import type { ScenarioHead, Tick } from '../../experiment/result.ts';
import { cellsOf, fitted } from '../cells.ts';
import { callsOf } from '../chart/series.ts';
import { shareOf, shortCount } from '../figures.ts';
import { armSpans } from '../terminal-chart/arm-spans.ts';
import type { Look } from '../terminal-chart/look.ts';
import { spread, stackRows } from '../terminal-chart/stack.ts';
import { stateStrip } from '../terminal-chart/strips.ts';
import { markedCells, type TimeScale, timeAxis } from '../terminal-chart/time-axis.ts';
import { gaugeLines } from './gauges.ts';
import type { WatchedArm } from './view.ts';

export interface PaneSize {
  readonly width: number;
  readonly chartRows: number;
}

/** Rows of a pane that its chart does not take. */
export const PANE_ROWS = 8;

/** The stretch of ticks that a pane's chart shows: all there will be, or the latest for which there is room. */
export interface Window {
  readonly time: TimeScale;
  readonly firstTick: number;
  readonly ticks: number;
}

export function windowOn(head: ScenarioHead, ticks: number, width: number): Window {
  const inAll = Math.ceil(head.durationMs / head.tickMs);
  const shown = Math.min(inAll, width);
  const firstTick = Math.max(0, ticks - shown);
  const msPerCell = (shown * head.tickMs) / width;
  const time = { fromMs: firstTick * head.tickMs, msPerCell, cells: width };
  return { time, firstTick, ticks: shown };
}

/** One arm: its name and state, its gauges, and its chart up to the present. */
export function paneLines(
  arm: WatchedArm,
  head: ScenarioHead,
  {
    size,
    scale,
    nowMs,
    focused,
  }: { size: PaneSize; scale: number; nowMs: number; focused: boolean },
  look: Look,
): string[] {
  const window = windowOn(head, arm.ticks.length, size.width);
  const [axis, labels] = timeAxis(window.time, look);
  const spans = armSpans(arm, head.tickMs, nowMs);
  const strip = spans.length === 0 ? look.faint(axis) : stateStrip(spans, window.time, look);
  return [
    titleLine(arm, focused, size.width, look),
    ...gaugeLines(arm, size.width, look),
    paidLine(arm, look),
    ...chartRows(arm.ticks, head, window, { rows: size.chartRows, scale }, look),
    strip,
    look.faint(labels),
  ].map((line) => fitted(line, size.width));
}

function titleLine(arm: WatchedArm, focused: boolean, width: number, look: Look): string {
  const badges = badgeLine(arm, look);
  const pointer = focused ? '> ' : '';
  const name = look.heading(`${pointer}${look.words(arm.name)}`);
  return `${fitted(name, Math.max(0, width - cellsOf(badges) - 1))} ${badges}`;
}

/** The state of every breaker; of several in their order in the pipeline. */
function badgeLine({ breakers }: WatchedArm, look: Look): string {
  if (breakers.length === 0) return look.faint('no breaker');
  return breakers.map(({ state }) => look.badge(state, state)).join(' ');
}

function paidLine({ orders, paidLater }: WatchedArm, look: Look): string {
  const all = orders.paid + paidLater;
  const share = shareOf(all, orders.arrived);
  const later = paidLater === 0 ? '' : `, ${shortCount(paidLater)} later`;
  const paid = `${shortCount(all)} of ${shortCount(orders.arrived)}${later}`;
  return `${look.faint('paid'.padEnd(9))}${paid}${share === '' ? '' : `  ${look.heading(share)}`}`;
}

function chartRows(
  ticks: readonly Tick[],
  { script = [] }: ScenarioHead,
  { time, firstTick, ticks: shown }: Window,
  { rows, scale }: { rows: number; scale: number },
  look: Look,
): string[] {
  const nothing = { successful: 0, declined: 0, timedOut: 0, failed: 0, blocked: 0 };
  const stacks = Array.from({ length: shown }, (_, index) => {
    const tick = ticks[firstTick + index];
    return tick === undefined ? nothing : callsOf(tick);
  });
  const marked = markedCells(script, time);
  return stackRows(spread(stacks, time.cells), { rows, scale, marked }, look);
}
