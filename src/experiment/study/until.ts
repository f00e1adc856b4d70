import type { Findings } from './findings.ts';
import { ARRIVED, placeOf, SERVED } from './rows.ts';
import { type SeedRange, type SeedSet, sizeOf } from './seed-set.ts';
import { simultaneousLevel } from './statistics/correction.ts';
import { LEVEL, meanInterval } from './statistics/interval.ts';
import type { Moments } from './statistics/moments.ts';
import { afterLook, FIRST_LOOK, isPrecise, type Looks } from './statistics/stopping.ts';

/** How precise a study is to become, and how far it has come with that: plain data, kept with it. */
export interface Until {
  /** Half-widths of at most this share of the orders that come. */
  readonly share: number;
  /** Seeds, precise or not. */
  readonly most: number;
  readonly looks: Looks;
  /** Null: not known yet. */
  readonly reached: boolean | null;
}

/** `seen`: what is known already, whose looks are past. */
export function firstLook(share: number, most: number, seen: SeedSet): Until {
  let looks = FIRST_LOOK;
  while (looks.at < sizeOf(seen)) looks = { ...looks, at: 2 * looks.at };
  return { share, most, looks, reached: null };
}

/** The seeds that are to be seen before the next look, from 1 on. */
export function seedsBefore({ looks, most }: Until): SeedRange {
  return { from: 1, count: Math.min(looks.at, most) };
}

/**
 * Looks at a study whose seeds are all seen: how it goes on, or that it is over. It is precise where orders served
 * are known well enough of every arm and of every difference.
 */
export function look(until: Until, cells: readonly Findings[]): Until {
  const precise = isKnown(cells, until.share);
  const next = afterLook(until.looks, precise);
  if (next === null) return { ...until, reached: true };
  const isOver = until.looks.at >= until.most;
  return isOver ? { ...until, reached: false } : { ...until, looks: next };
}

function isKnown(cells: readonly Findings[], share: number): boolean {
  const comparisons = cells.reduce((sum, { arms }) => sum + arms.length - 1, 0);
  const level = simultaneousLevel(LEVEL, comparisons);
  const [served, arrived] = [placeOf(SERVED)!, placeOf(ARRIVED)!];
  return cells.every(({ arms }) =>
    arms.every(({ metrics, differences }) => {
      const orders = metrics[arrived]!.moments.mean;
      const knows = (moments: Moments, at: number): boolean =>
        isPrecise(meanInterval(moments, at), share, orders);
      return (
        knows(metrics[served]!.moments, LEVEL) &&
        (differences === null || knows(differences[served]!.sample.moments, level))
      );
    }),
  );
}
