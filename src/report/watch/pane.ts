import type { ScenarioHead, Tick } from '../../experiment/result.ts';
import { gravestState } from '../../model/books/breaker-watch.ts';
import { cellsOf, fitted } from '../cells.ts';
import { shareOf, shortCount } from '../figures.ts';
import { armSpans } from '../terminal-chart/arm-spans.ts';
import type { Look } from '../terminal-chart/look.ts';
import { spread, stackRows } from '../terminal-chart/stack.ts';
import { stateStrip } from '../terminal-chart/strips.ts';
import { markedCells, type TimeScale, timeAxis } from '../terminal-chart/time-axis.ts';
import { type Drawn, NOTHING } from './drawn.ts';
import { gaugeLines } from './gauges.ts';
import { breakersOf, linksOf, serviceLines, serviceSpans } from './one-service.ts';
import { overviewLines } from './overview.ts';
import type { WatchedArm, WatchView } from './view.ts';

export interface PaneSize {
  readonly width: number;
  readonly chartRows: number;
  /** Of what is told of the places where orders are. */
  readonly bodyRows: number;
}

/** Rows of a pane that neither its chart nor its body takes. */
const FRAME_ROWS = 4;
const GAUGES = 4;
const LEAST_BODY = 3;

/** Rows of the body of a pane, which all panes have, where at most so many are left for a pane without its chart. */
export function bodyRowsOf({ arms, service }: WatchView, most: number): number {
  const wanted = arms.map((arm) => {
    if (arm.graph === null) return GAUGES;
    return service === null ? arm.graph.services.length + 1 : linksOf(arm, service).length + 3;
  });
  return Math.min(Math.max(...wanted), Math.max(LEAST_BODY, most - FRAME_ROWS));
}

export const paneRows = (bodyRows: number): number => bodyRows + FRAME_ROWS;

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

/** How an arm is looked at. */
export interface PaneView {
  readonly size: PaneSize;
  readonly scale: number;
  readonly nowMs: number;
  readonly focused: boolean;
  readonly service: string | null;
  readonly drawn: Drawn;
}

/** One arm: its name and state, its places, and its chart up to the present. */
export function paneLines(
  arm: WatchedArm,
  head: ScenarioHead,
  { size, scale, nowMs, focused, service, drawn }: PaneView,
  look: Look,
): string[] {
  const window = windowOn(head, arm.ticks.length, size.width);
  const [axis, labels] = timeAxis(window.time, look);
  const spans =
    service === null
      ? armSpans(arm, head.tickMs, nowMs)
      : serviceSpans(arm, service, head.tickMs, nowMs);
  const strip = spans.length === 0 ? look.faint(axis) : stateStrip(spans, window.time, look);
  return [
    titleLine(arm, { focused, service }, size.width, look),
    ...bodyLines(arm, service, size, look),
    paidLine(arm, look),
    ...chartRows(arm.ticks, head, window, { rows: size.chartRows, scale, drawn }, look),
    strip,
    look.faint(labels),
  ].map((line) => fitted(line, size.width));
}

/** Of a graph all of it, or one service. */
function bodyLines(
  arm: WatchedArm,
  service: string | null,
  { width, bodyRows }: PaneSize,
  look: Look,
): string[] {
  const lines =
    arm.graph === null
      ? gaugeLines(arm, width, look)
      : service === null
        ? overviewLines(arm, { width, rows: bodyRows }, look)
        : serviceLines(arm, service, { width, rows: bodyRows }, look);
  return [...lines, ...Array.from({ length: bodyRows - lines.length }, () => '')];
}

function titleLine(
  arm: WatchedArm,
  { focused, service }: { focused: boolean; service: string | null },
  width: number,
  look: Look,
): string {
  const badges = arm.graph === null ? badgeLine(arm, look) : graphBadge(arm, service, look);
  const pointer = focused ? '> ' : '';
  const whole = service === null ? arm.name : `${arm.name}: ${fleetName(arm, service)}`;
  const name = look.heading(`${pointer}${look.words(whole)}`);
  return `${fitted(name, Math.max(0, width - cellsOf(badges) - 1))} ${badges}`;
}

/** The state of every breaker; of several in their order in the pipeline. */
function badgeLine({ breakers }: WatchedArm, look: Look): string {
  if (breakers.length === 0) return look.faint('no breaker');
  return breakers.map(({ state }) => look.badge(state, state)).join(' ');
}

/** `stripe x3`, of three instances. */
function fleetName({ graph }: WatchedArm, service: string): string {
  const instances = graph?.services.find(({ name }) => name === service)?.instances ?? 1;
  return instances === 1 ? service : `${service} x${instances}`;
}

/** Of the breakers of a service, or of all: the gravest state. */
function graphBadge(arm: WatchedArm, service: string | null, look: Look): string {
  const state = gravestState(breakersOf(arm, service));
  return state === null ? look.faint('no breaker') : look.badge(state, state);
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
  { rows, scale, drawn }: { rows: number; scale: number; drawn: Drawn },
  look: Look,
): string[] {
  const stacks = Array.from({ length: shown }, (_, index) => {
    const tick = ticks[firstTick + index];
    return tick === undefined ? NOTHING : drawn.of(tick);
  });
  const marked = markedCells(script, time);
  return stackRows(spread(stacks, time.cells), { rows, scale, marked }, look);
}
