import type { MetricReading } from '../../experiment/study/reading.ts';
import type { Look } from '../terminal-chart/look.ts';

/** One cell's stretch of time: where most seeds are, from the tenth to the ninetieth of a hundred. */
export interface BandCell {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** The ticks that share a cell: the band is as wide as the widest of them. Null where none has a value. */
export function bandCell(readings: readonly MetricReading[]): BandCell | null {
  const known = readings.filter(({ seeds }) => seeds > 0);
  if (known.length === 0) return null;
  return {
    low: Math.min(...known.map(({ p10 }) => p10!)),
    middle: known.reduce((sum, { median }) => sum + median!, 0) / known.length,
    high: Math.max(...known.map(({ p90 }) => p90!)),
  };
}

/** Rows of text from the top down: a line for the median, shade for the band. */
export function bandRows(
  cells: readonly (BandCell | null)[],
  { rows, scale, marked }: { rows: number; scale: number; marked: ReadonlySet<number> },
  look: Look,
): string[] {
  const signs = signsOf(look);
  return Array.from({ length: rows }, (_, row) => {
    const floor = rows - 1 - row;
    return cells
      .map((cell, index) => {
        const place = cell === null ? 'outside' : placeOf(cell, floor, scale / rows);
        if (place === 'middle') return look.good(signs.middle);
        if (place === 'band') return look.faint(signs.band);
        return marked.has(index) ? look.faint(look.lines.dotted) : ' ';
      })
      .join('');
  });
}

export function signsOf({ levels }: Pick<Look, 'levels'>): { middle: string; band: string } {
  return levels.length === 0 ? { middle: '=', band: ':' } : { middle: '━', band: '░' };
}

function placeOf(
  { low, middle, high }: BandCell,
  floor: number,
  step: number,
): 'middle' | 'band' | 'outside' {
  const row = (value: number): number => Math.max(0, Math.ceil(value / step) - 1);
  if (row(middle) === floor) return 'middle';
  return row(low) <= floor && floor <= row(high) ? 'band' : 'outside';
}
