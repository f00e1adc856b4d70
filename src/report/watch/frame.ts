import type { Tick } from '../../experiment/result.ts';
import { durationText } from '../../kernel/quantity-text.ts';
import { cellsOf, fitted } from '../cells.ts';
import { CALL_OUTCOMES, total } from '../chart/series.ts';
import { instant, shortCount } from '../figures.ts';
import { legendKeys } from '../terminal-chart/legend.ts';
import type { Look } from '../terminal-chart/look.ts';
import { roundScale } from '../terminal-chart/stack.ts';
import { scriptStrips } from '../terminal-chart/strips.ts';
import { wrap } from '../wrap.ts';
import { drawnOf } from './drawn.ts';
import { eventLines } from './events.ts';
import { helpLines, keyLine } from './help.ts';
import { lifeLines } from './life.ts';
import { bodyRowsOf, paneLines, paneRows, windowOn } from './pane.ts';
import { pathLines } from './path-lines.ts';
import type { FrameSize, WatchView } from './view.ts';

const LEAST: FrameSize = { columns: 56, rows: 18 };
const GAP = 3;
/** Rows of title, timeline, legend and keys. */
const FIXED_ROWS = 4;
const MOST_SCRIPT_ROWS = 2;
const LEAST_CHART = 2;
/** Of events, a life or a verdict. */
const LEAST_LOWER = 4;
const LIFE_ROWS = 11;
const HIGH = 32;
/** Prose in longer lines is hard to read. */
const PROSE_WIDTH = 100;

/** One screen of `watch`: exactly as many lines as there are rows, each exactly as wide as the screen. */
export function frame(view: WatchView, size: FrameSize, look: Look): string[] {
  const lines = body(view, size, look).slice(0, size.rows - 1);
  const filler = Array.from({ length: size.rows - 1 - lines.length }, () => '');
  const keys = keyLine(view, size.columns, look);
  return [...lines, ...filler, keys].map((line) => fitted(line, size.columns));
}

/** Narrower than this a pane has no room for a name beside a state, nor for a count beside its share. */
const LEAST_PANE = 34;

/** As many arms as there is room for: the baseline, and those around the one that is looked at. */
function withRoom(view: WatchView, columns: number): WatchView {
  const room = Math.max(1, Math.floor((columns + GAP) / (LEAST_PANE + GAP)));
  const { arms, focus } = view;
  if (arms.length <= room) return view;
  const others = room - 1;
  const first = Math.max(1, Math.min(focus - others + 1, arms.length - others));
  const shown = room === 1 ? [focus] : [0, ...Array.from({ length: others }, (_, i) => first + i)];
  return { ...view, arms: shown.map((place) => arms[place]!), focus: shown.indexOf(focus) };
}

function body(whole: WatchView, size: FrameSize, look: Look): string[] {
  const view = withRoom(whole, size.columns);
  if (size.columns < LEAST.columns || size.rows < LEAST.rows) {
    const found = `${size.columns}x${size.rows}`;
    return wrap(
      `This terminal is ${found}; watch needs ${LEAST.columns}x${LEAST.rows} or more.`,
      Math.max(8, size.columns),
    );
  }
  const hidden = whole.arms.length - view.arms.length;
  const head = [titleLine(view, hidden, size.columns, look)];
  if (view.help) return [...head, '', ...helpLines(isGraph(view), look)];
  const script = scriptLines(view, size.columns, look);
  const bodyRows = bodyRowsOf(
    view,
    size.rows - FIXED_ROWS - script.length - LEAST_CHART - LEAST_LOWER,
  );
  const room = size.rows - FIXED_ROWS - paneRows(bodyRows) - script.length;
  const high = size.rows >= HIGH;
  const lowerRows = lowerRoom(view, room - (high ? 2 : 0), size.columns, look);
  const chartRows = Math.max(LEAST_CHART, room - lowerRows - (high ? 2 : 0));
  return [
    ...head,
    timeline(view, size.columns, look),
    ...script,
    ...(high ? [''] : []),
    ...panes(view, size.columns, { chartRows, bodyRows }, look),
    ...(high ? [''] : []),
    legend(view, size.columns, look),
    ...lower(view, lowerRows, size.columns, look),
  ];
}

/** A life and a verdict are worth most of the room; events and charts share it evenly. */
function lowerRoom(view: WatchView, room: number, columns: number, look: Look): number {
  const { life } = view;
  if (life !== null) return Math.min(lifeRoom(view, room, look), room - LEAST_CHART);
  const half = Math.max(0, Math.floor(room / 2));
  return Math.max(half, Math.min(verdictLines(view, columns, look).length, room - LEAST_CHART));
}

/** A path is worth all the room that there is. */
function lifeRoom(view: WatchView, room: number, look: Look): number {
  if (isGraph(view)) return lifeOrPath(view, Math.max(1, room), look).length;
  return Math.min(LIFE_ROWS, view.life!.happenings.length + 1);
}

function lifeOrPath({ life, arms, focus }: WatchView, rows: number, look: Look): string[] {
  const { graph } = arms[focus]!;
  return graph === null ? lifeLines(life!, rows, look) : pathLines(life!, graph, rows, look);
}

function isGraph({ arms }: WatchView): boolean {
  return arms.some(({ graph }) => graph !== null);
}

function lower(view: WatchView, rows: number, columns: number, look: Look): string[] {
  if (view.life !== null) return lifeOrPath(view, rows, look);
  if (view.verdict === null) return eventLines(view.events, rows, look);
  return verdictLines(view, columns, look).slice(0, rows);
}

function verdictLines({ verdict }: WatchView, columns: number, look: Look): string[] {
  if (verdict === null) return [];
  const words = look.words(verdict.join(' '));
  return wrap(words, Math.min(columns, PROSE_WIDTH) - 2).map((line) => `  ${line}`);
}

function titleLine(view: WatchView, hidden: number, width: number, look: Look): string {
  const { head, mode, speed, nowMs } = view;
  const modes = {
    playing: look.good(`playing ${speed}x`),
    paused: look.warning('paused'),
    travelling: look.warning(`on the way${look.signs.ellipsis}`),
    over: look.heading('over'),
  };
  // Who follows a call computes with its ms.
  const decimals = view.life === null ? 1 : 3;
  const time = `${instant(nowMs, decimals)} of ${durationText(head.durationMs)}`;
  const more = hidden === 0 ? '' : look.faint(`tab: ${hidden} more arms  `);
  const right = `${more}${modes[mode]}  ${look.heading(time)}`;
  const title = look.heading(look.words(head.title === '' ? head.name : head.title));
  return `${fitted(title, Math.max(0, width - cellsOf(right) - 1))} ${right}`;
}

function timeline({ head, nowMs }: WatchView, width: number, look: Look): string {
  const done = Math.min(width, Math.floor((nowMs / head.durationMs) * width));
  const [past, future] = look.levels.length === 0 ? ['=', '-'] : ['━', '─'];
  return look.heading(past.repeat(done)) + look.faint(future.repeat(width - done));
}

/** On the time axis of the line above: the whole run. */
function scriptLines({ head }: WatchView, width: number, look: Look): string[] {
  const whole = { fromMs: 0, msPerCell: head.durationMs / width, cells: width };
  const strips = scriptStrips(head.script ?? [], whole, look);
  return strips.slice(0, MOST_SCRIPT_ROWS).map((strip) => look.bad(strip));
}

function panes(
  view: WatchView,
  columns: number,
  rows: { chartRows: number; bodyRows: number },
  look: Look,
): string[] {
  const { arms, head, nowMs, service } = view;
  const drawn = drawnOf(view);
  const width = Math.floor((columns - GAP * (arms.length - 1)) / arms.length);
  const scale = commonScale(view, width);
  const all = arms.map((arm, place) => {
    const focused = arms.length > 1 && place === view.focus;
    const size = { width, ...rows };
    return paneLines(arm, head, { size, scale, nowMs, focused, service, drawn }, look);
  });
  const bar = ` ${look.faint(look.signs.bar)} `;
  return all[0]!.map((_, row) => all.map((lines) => lines[row]).join(bar));
}

function commonScale(view: WatchView, width: number): number {
  const heights = visibleTicks(view, width).map((tick) => total(drawnOf(view).of(tick)));
  return roundScale(Math.max(0, ...heights));
}

/** The ticks that the charts show, of all arms: a long run has many more. */
function visibleTicks({ arms, head }: WatchView, width: number): Tick[] {
  return arms.flatMap(({ ticks }) => ticks.slice(windowOn(head, ticks.length, width).firstTick));
}

function legend(view: WatchView, columns: number, look: Look): string {
  const gaps = GAP * (view.arms.length - 1);
  const width = Math.floor((columns - gaps) / view.arms.length);
  const { unit, of } = drawnOf(view);
  const calls = visibleTicks(view, width).map(of);
  const seen = CALL_OUTCOMES.filter((outcome) => calls.some((counts) => counts[outcome] > 0));
  const scale = commonScale(view, width);
  const height = scale === 1 ? `1 ${unit}` : `${shortCount(scale)} ${unit}s`;
  const top = `height: ${height} in ${durationText(view.head.tickMs)}`;
  return seen.length === 0 ? '' : [...legendKeys(seen, look), look.faint(top)].join('  ');
}
