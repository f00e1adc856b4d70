import type { ScriptMark } from '../../experiment/result.ts';
import type { BreakerStateName } from '../../resilience/breaker/state.ts';
import type { StateSpan } from '../chart/state-spans.ts';
import type { Look } from './look.ts';
import { cellOf, type TimeScale } from './time-axis.ts';

/** A state other than closed shows if it holds for this share of a cell's time. */
const SHOWS = 1 / 16;

/** The state over time, one cell a stretch of time; a state that lasts has its name in it. */
export function stateStrip(spans: readonly StateSpan[], scale: TimeScale, look: Look): string {
  const states = statesByCell(spans, scale);
  let strip = '';
  for (let start = 0; start < scale.cells; ) {
    const state = states[start];
    let end = start + 1;
    while (end < scale.cells && states[end] === state) end++;
    strip += state === undefined ? ' '.repeat(end - start) : run(state, end - start, look);
    start = end;
  }
  return strip;
}

function run(state: BreakerStateName, length: number, look: Look): string {
  const { sign, colour } = look.states[state];
  const room = length - state.length - 2;
  if (room < 2) return colour(sign.repeat(length));
  const left = Math.min(Math.floor(room / 2), 12);
  return colour(`${sign.repeat(left)} ${state} ${sign.repeat(room - left)}`);
}

function statesByCell(
  spans: readonly StateSpan[],
  { fromMs, msPerCell, cells }: TimeScale,
): (BreakerStateName | undefined)[] {
  const states: (BreakerStateName | undefined)[] = Array.from({ length: cells });
  const longest = new Float64Array(cells);
  for (const span of spans) {
    const first = Math.max(0, Math.floor((span.fromMs - fromMs) / msPerCell));
    for (let cell = first; cell < cells; cell++) {
      const cellMs = fromMs + cell * msPerCell;
      const ms = Math.min(span.untilMs, cellMs + msPerCell) - Math.max(span.fromMs, cellMs);
      if (ms <= 0) break;
      const weight = span.state === 'closed' ? ms * SHOWS : ms;
      if (weight <= longest[cell]!) continue;
      longest[cell] = weight;
      states[cell] = span.state;
    }
  }
  return states;
}

/** Each entry of the script on a line of its own: a bracket over the time in which it holds, and its words. */
export function scriptStrips(
  script: readonly ScriptMark[],
  scale: TimeScale,
  look: Look,
): string[] {
  const visible = script.filter((mark) => {
    const until = mark.untilMs ?? Number.POSITIVE_INFINITY;
    return cellOf(until, scale) > 0 && cellOf(mark.fromMs, scale) < scale.cells;
  });
  return visible.map((mark) => scriptStrip(mark, scale, look));
}

function scriptStrip(mark: ScriptMark, scale: TimeScale, look: Look): string {
  const { cells } = scale;
  const { from, until, across } = look.lines;
  const start = Math.max(0, cellOf(mark.fromMs, scale));
  const end = mark.untilMs === null ? cells : Math.min(cells, cellOf(mark.untilMs, scale));
  const length = Math.max(2, end - start);
  const words = ` ${look.words(mark.changes.join(', '))} `;
  if (words.length + 2 <= length) {
    return `${' '.repeat(start)}${from}${words}${across.repeat(length - 2 - words.length)}${until}`;
  }
  const bracket = from + across.repeat(length - 2) + until;
  const after = start + length + words.length <= cells + 1;
  if (after || start < words.length) {
    return `${' '.repeat(start)}${bracket}${words}`.trimEnd().slice(0, cells);
  }
  return `${words.padStart(start)}${bracket}`;
}
