import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  firstOf,
  intersection,
  type SeedSet,
  seedsOf,
  seedsText,
  sizeOf,
  union,
  without,
} from '../../../src/experiment/study/seed-set.ts';
import { tasksOf } from '../../../src/experiment/study/shard.ts';

const ranges = fc.array(
  fc.record({ from: fc.integer({ min: -30, max: 60 }), count: fc.integer({ min: 1, max: 12 }) }),
  { maxLength: 6 },
);
const listed = (seeds: SeedSet): number[] => [...seedsOf(seeds)];
const asSet = (seeds: SeedSet): Set<number> => new Set(listed(seeds));
const inOrder = (seeds: Iterable<number>): number[] => [...seeds].sort((a, b) => a - b);

describe('sets of seeds are what sets of numbers are', () => {
  it('union, difference and intersection, each in its one form', () => {
    fc.assert(
      fc.property(ranges, ranges, (left, right) => {
        const [a, b] = [union(left), union(right)];
        const [these, those] = [asSet(a), asSet(b)];
        expect(listed(union(a, b))).toEqual(inOrder(new Set([...these, ...those])));
        expect(listed(without(a, b))).toEqual(inOrder([...these].filter((one) => !those.has(one))));
        expect(listed(intersection(a, b))).toEqual(
          inOrder([...these].filter((one) => those.has(one))),
        );
        expect(union(b, a)).toEqual(union(a, b));
        expect(sizeOf(a)).toBe(these.size);
      }),
    );
  });

  it('the first so many', () => {
    fc.assert(
      fc.property(ranges, fc.nat(80), (some, count) => {
        const seeds = union(some);
        expect(listed(firstOf(seeds, count))).toEqual(listed(seeds).slice(0, count));
      }),
    );
  });

  it.each<[SeedSet, string]>([
    [[], 'none'],
    [[{ from: 7, count: 1 }], '7'],
    [
      [
        { from: 1, count: 3 },
        { from: 9, count: 4 },
      ],
      '1..3, 9..12',
    ],
  ])('%j reads %s', (seeds, text) => {
    expect(seedsText(seeds)).toBe(text);
  });
});

it('shards hold every replication of every cell once, and are of one size but for one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      ranges.filter(({ length }) => length > 0),
      fc.integer({ min: 1, max: 40 }),
      (cells, some, of) => {
        const seeds = union(some);
        const shards = Array.from({ length: of }, (_, i) =>
          tasksOf(cells, seeds, { index: i + 1, of }),
        );
        const run = shards
          .flat()
          .flatMap((task) => listed(task.seeds).map((seed) => `${task.cell}: ${seed}`));
        const all = Array.from({ length: cells }, (_, cell) =>
          listed(seeds).map((seed) => `${cell}: ${seed}`),
        ).flat();
        expect(run).toEqual(all);
        const sizes = shards.map((tasks) =>
          tasks.reduce((sum, task) => sum + sizeOf(task.seeds), 0),
        );
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      },
    ),
  );
});
