/** Seeds in a row: `count` of them, from `from` on. */
export interface SeedRange {
  readonly from: number;
  readonly count: number;
}

/** Seeds as ranges that neither touch nor overlap, in ascending order: the one form that a set has. */
export type SeedSet = readonly SeedRange[];

export const NO_SEEDS: SeedSet = [];

/** The first seed behind a range. */
export function endOf({ from, count }: SeedRange): number {
  return from + count;
}

export function sizeOf(seeds: SeedSet): number {
  return seeds.reduce((sum, { count }) => sum + count, 0);
}

/** All that are in one of the sets. */
export function union(...sets: readonly SeedSet[]): SeedSet {
  const ranges = sets.flat().filter(({ count }) => count > 0);
  const joined: SeedRange[] = [];
  for (const range of ranges.sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last === undefined || range.from > endOf(last)) {
      joined.push(range);
      continue;
    }
    const end = Math.max(endOf(last), endOf(range));
    joined[joined.length - 1] = { from: last.from, count: end - last.from };
  }
  return joined;
}

/** Those of `seeds` that are not in `others`. */
export function without(seeds: SeedSet, others: SeedSet): SeedSet {
  return others.reduce<SeedSet>((rest, cut) => rest.flatMap((range) => around(range, cut)), seeds);
}

export function intersection(one: SeedSet, other: SeedSet): SeedSet {
  return without(one, without(one, other));
}

function around(range: SeedRange, cut: SeedRange): SeedRange[] {
  const before = Math.min(endOf(range), cut.from) - range.from;
  const behindFrom = Math.max(range.from, endOf(cut));
  const pieces = [
    { from: range.from, count: before },
    { from: behindFrom, count: endOf(range) - behindFrom },
  ];
  if (endOf(cut) <= range.from || cut.from >= endOf(range)) return [range];
  return pieces.filter(({ count }) => count > 0);
}

/** The first so many of them. */
export function firstOf(seeds: SeedSet, count: number): SeedSet {
  const taken: SeedRange[] = [];
  let left = count;
  for (const range of seeds) {
    if (left <= 0) break;
    taken.push({ from: range.from, count: Math.min(left, range.count) });
    left -= range.count;
  }
  return taken;
}

/** Every seed, one after the other. */
export function* seedsOf(seeds: SeedSet): Generator<number> {
  for (const { from, count } of seeds) for (let i = 0; i < count; i++) yield from + i;
}

/** `1..30`, `7`, `1..3, 9..12`: as people write them. */
export function seedsText(seeds: SeedSet): string {
  const words = seeds.map(({ from, count }) =>
    count === 1 ? String(from) : `${from}..${from + count - 1}`,
  );
  return words.length === 0 ? 'none' : words.join(', ');
}
