import { sobol } from './sobol.ts';

/** Which value of each setting, counted from 0. */
export type Design = readonly number[];

/** Points of the sequence that are looked at for each that is wanted: in a coarse grid many meet. */
const PATIENCE = 64;

/**
 * What to try of a grid with so many values along each axis: the whole of it where it is no larger than `most`,
 * else `most` points of it that are spread as evenly as Sobol's sequence is, each once. Where the sequence
 * keeps meeting points that it has met before, there are fewer.
 */
export function designs(sizes: readonly number[], most: number): Design[] {
  const all = sizes.reduce((product, size) => product * size, 1);
  return all <= most ? wholeGrid(sizes) : spread(sizes, most);
}

/** Every point of a grid, the last axis running first. */
export function wholeGrid(sizes: readonly number[]): Design[] {
  return sizes.reduce<Design[]>(
    (points, size) =>
      points.flatMap((point) => Array.from({ length: size }, (_, index) => [...point, index])),
    [[]],
  );
}

function spread(sizes: readonly number[], most: number): Design[] {
  const found = new Map<string, Design>();
  let seen = 0;
  for (const point of sobol(sizes.length)) {
    const design = point.map((value, axis) => Math.floor(value * sizes[axis]!));
    const name = design.join();
    if (!found.has(name)) found.set(name, design);
    if (found.size === most || ++seen === PATIENCE * most) break;
  }
  return [...found.values()];
}
