import type { ScriptMark } from '../../experiment/result.ts';
import { instant } from '../figures.ts';
import type { Look } from './look.ts';

/** A stretch of time on cells. */
export interface TimeScale {
  readonly fromMs: number;
  readonly msPerCell: number;
  readonly cells: number;
}

/** Steps between labels that people count in, in ms. */
const STEPS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 10e3, 15e3, 30e3, 60e3, 120e3, 300e3, 600e3,
  900e3, 1800e3, 3600e3, 7200e3, 14400e3, 21600e3, 43200e3, 86400e3,
];
/** Cells from one label to the next. */
const LABEL = 9;

export function cellOf(atMs: number, { fromMs, msPerCell }: TimeScale): number {
  return Math.floor((atMs - fromMs) / msPerCell);
}

/** Where the script begins or ends something. */
export function markedCells(script: readonly ScriptMark[], scale: TimeScale): Set<number> {
  const edges = script.flatMap(({ fromMs, untilMs }) =>
    untilMs === null ? [fromMs] : [fromMs, untilMs],
  );
  return new Set(edges.map((atMs) => cellOf(atMs, scale)));
}

/** The line under a chart and the instants under the line. */
export function timeAxis(scale: TimeScale, look: Look): [line: string, labels: string] {
  const { fromMs, msPerCell, cells } = scale;
  const step = stepFor(msPerCell * LABEL);
  const decimals = step >= 1000 ? 0 : step >= 100 ? 1 : step >= 10 ? 2 : 3;
  const line = Array.from({ length: cells }, () => look.lines.across);
  let labels = '';
  for (let at = Math.ceil(fromMs / step) * step; cellOf(at, scale) < cells; at += step) {
    const cell = cellOf(at, scale);
    const text = instant(at, decimals);
    line[cell] = look.lines.tick;
    const start = Math.min(cell, cells - text.length);
    if (start > labels.length || labels === '') labels = labels.padEnd(start) + text;
  }
  return [line.join(''), labels];
}

function stepFor(leastMs: number): number {
  const last = STEPS.at(-1)!;
  return STEPS.find((step) => step >= leastMs) ?? Math.ceil(leastMs / last) * last;
}
