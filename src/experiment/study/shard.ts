import type { Task } from './plan.ts';
import { endOf, type SeedSet, sizeOf, union } from './seed-set.ts';

/** One part of a study of which every machine runs another. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly of: number;
}

/**
 * What a shard runs: the replications of all cells in a row, cut into stretches that differ by one at most. The
 * same study has the same shards on every machine.
 */
export function tasksOf(cells: number, seeds: SeedSet, { index, of }: Shard): Task[] {
  const perCell = sizeOf(seeds);
  const cut = (part: number): number => Math.floor((cells * perCell * part) / of);
  const [from, until] = [cut(index - 1), cut(index)];
  return Array.from({ length: cells }, (_, cell) => ({
    cell,
    seeds: stretch(seeds, from - cell * perCell, until - cell * perCell),
  })).filter((task) => task.seeds.length > 0);
}

/** The whole is the one shard of one. */
export const WHOLE: Shard = { index: 1, of: 1 };

/** The seeds from one place in the set up to another; places outside it mean its ends. */
function stretch(seeds: SeedSet, from: number, until: number): SeedSet {
  let passed = 0;
  const taken = seeds.map((range) => {
    const first = Math.max(from - passed, 0);
    const last = Math.min(until - passed, range.count);
    passed += range.count;
    return { from: Math.min(range.from + first, endOf(range)), count: Math.max(0, last - first) };
  });
  return union(taken);
}
