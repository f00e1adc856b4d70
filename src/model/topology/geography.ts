import * as v from 'valibot';
import { duration } from '../../kernel/quantities.ts';

const NAME = 'a name of letters, digits, "_" and "-", such as eu';
const name = v.pipe(v.string(NAME), v.regex(/^[A-Za-z][\w-]*$/, NAME));

/** One-way delays from each region to others; what is said of one way holds for the way back. */
export const regionsSettings = v.record(
  name,
  v.record(name, duration, 'delays by the names of regions'),
  'regions by their names, each with its delays to others',
);

export type RegionsSettings = v.InferOutput<typeof regionsSettings>;

/** Every region that there is. */
export function regionNames(regions: RegionsSettings): string[] {
  return [...new Set([...Object.keys(regions), ...Object.values(regions).flatMap(Object.keys)])];
}

/** The one-way delay between two regions, in ms; undefined where none is said. Within one it takes no time. */
export function delayBetween(
  regions: RegionsSettings,
  one: string,
  other: string,
): number | undefined {
  return one === other ? 0 : (regions[one]?.[other] ?? regions[other]?.[one]);
}

/** How far it is from each of some regions to each of others, and which is the nearest. */
export class Distances {
  private readonly delays: readonly (readonly number[])[];
  /** For each region that one may come from: the places of the others, the nearest first. */
  readonly nearest: readonly (readonly number[])[];

  /** No region at all: no place in particular, which is far from nowhere. */
  constructor(regions: RegionsSettings, from: readonly string[], to: readonly string[]) {
    const places = to.length === 0 ? [undefined] : to;
    const starts = from.length === 0 ? [undefined] : from;
    this.delays = starts.map((start) =>
      places.map((place) =>
        start === undefined || place === undefined ? 0 : (delayBetween(regions, start, place) ?? 0),
      ),
    );
    this.nearest = this.delays.map((delays) =>
      delays.map((_, place) => place).sort((a, b) => delays[a]! - delays[b]! || a - b),
    );
  }

  /** In ms, one way. */
  ms(from: number, to: number): number {
    return this.delays[from]![to]!;
  }
}
