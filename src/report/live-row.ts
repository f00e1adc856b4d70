import type { Tick, Transition } from '../experiment/result.ts';
import { whose } from './breaker-words.ts';
import { instant, noteDecimals, tickDecimals } from './figures.ts';
import { FIGURES } from './tick-figure.ts';

const COLUMNS = [
  FIGURES.successful,
  FIGURES.failed,
  FIGURES.blocked,
  FIGURES.paid,
  FIGURES.p50,
  FIGURES.p95,
  FIGURES.queued,
];
const TIME_WIDTH = 8;
const STATE_WIDTH = 9;
const LEAST_WIDTH = 7;

const widthOf = (header: string): number => Math.max(LEAST_WIDTH, header.length);

/** The ticks of one arm as they end, a line each: wide enough for whatever comes. */
export function liveHeader(arm: string): string {
  const names = COLUMNS.map(({ header }) => header.padStart(widthOf(header))).join(' ');
  return `${arm}\n${'time'.padStart(TIME_WIDTH)}  ${'state'.padEnd(STATE_WIDTH)} ${names}`;
}

export function liveRow(tick: Tick, tickMs: number): string {
  const cells = COLUMNS.map(({ header, text }) => text(tick).padStart(widthOf(header))).join(' ');
  const time = instant(tick.startMs, tickDecimals(tickMs)).padStart(TIME_WIDTH);
  return `${time}  ${(tick.state ?? '').padEnd(STATE_WIDTH)} ${cells}`;
}

export function liveNote(transition: Transition, tickMs: number): string {
  const { atMs, from, to, reason } = transition;
  const time = instant(atMs, noteDecimals(tickMs)).padStart(TIME_WIDTH);
  const circuit = whose(transition).join(', ');
  return `${time}  ${circuit}${circuit === '' ? '' : ': '}${from} -> ${to}: ${reason}`;
}
