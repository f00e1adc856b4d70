import type { Ways } from './ways.ts';

/** The ways from each of some regions to each of others, and which is the nearest as the scenario has it. */
export class Distances {
  private readonly ways: readonly (readonly number[])[];
  /** For each region that one may come from: the places of the others, the nearest first. */
  readonly nearest: readonly (readonly number[])[];

  /** No region at all: no place in particular, which is far from nowhere. */
  constructor(all: Ways, from: readonly string[], to: readonly string[]) {
    const places = to.length === 0 ? [undefined] : to;
    const starts = from.length === 0 ? [undefined] : from;
    this.ways = starts.map((start) => places.map((place) => all.numberOf(start, place)));
    this.nearest = this.ways.map((ways) =>
      ways
        .map((_, place) => place)
        .sort((a, b) => all.writtenMs(ways[a]!) - all.writtenMs(ways[b]!) || a - b),
    );
  }

  /** The number of the way. */
  way(from: number, to: number): number {
    return this.ways[from]![to]!;
  }

  /** Of all the ways. */
  get all(): readonly number[] {
    return this.ways.flat();
  }
}
