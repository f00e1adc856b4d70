import { simultaneousLevel } from '../statistics/correction.ts';
import { cannotTell, LEVEL, meanInterval } from '../statistics/interval.ts';
import type { Moments } from '../statistics/moments.ts';

/** A value of a setting, and what the arms differ by there, over the replications. */
export interface Tried {
  readonly at: number;
  /** Candidate less baseline. */
  readonly difference: Moments;
}

/** How a setting is halved. */
export interface Halving {
  /** Between values above 0 by their ratio, not by their distance. */
  readonly byRatio: boolean;
  /** Whether only whole numbers mean anything. */
  readonly isWhole: boolean;
}

/** Where the sign of a difference changes. */
export interface Flip {
  /** The best guess: where a line between the nearest means on either side crosses 0. */
  readonly about: number;
  /** Up to here the difference has the one sign beyond doubt, */
  readonly low: number;
  /** and from here on the other. Both hold at once, with all else that was asked on the way, at 95 %. */
  readonly high: number;
  /** The sign of the difference below. */
  readonly signBelow: 1 | -1;
  /** Values that were tried besides the two ends. */
  readonly tries: number;
}

/** Of the distance between the two ends: closer than that nobody needs to know. */
const CLOSE = 0.01;
/** Halvings that lead from any two ends to CLOSE, on both sides of values at which nothing can be told. */
const MOST_TRIES = 14;
/** So that all that is asked on the way holds at once. */
const LEVEL_OF_EACH = simultaneousLevel(LEVEL, MOST_TRIES + 2);

/** Which way a difference goes beyond doubt; 0 where it cannot be told. */
export function signOf(difference: Moments, level = LEVEL_OF_EACH): 1 | -1 | 0 {
  const interval = meanInterval(difference, level);
  if (interval === null || cannotTell(interval)) return 0;
  return interval.low > 0 ? 1 : -1;
}

/**
 * Finds where a paired difference changes its sign between two ends at which it has different ones, by bisection: a
 * value at which it can be told takes the place of an end. Where it cannot be told, the flip is near, and either
 * side of it is halved on its own, so that `low` and `high` come as close as the replications allow. Asks for one
 * value at a time. Of several flips it finds one.
 */
export function* findFlip(
  lowEnd: Tried,
  highEnd: Tried,
  halving: Halving,
): Generator<number, Flip, Moments> {
  const signBelow = lowEnd.difference.mean > 0 ? 1 : -1;
  const close = CLOSE * (scaled(highEnd.at, halving) - scaled(lowEnd.at, halving));
  const tried: Tried[] = [lowEnd, highEnd];
  /** The ends of what cannot be told so far; together where all can be. */
  let [low, high] = [lowEnd.at, highEnd.at];
  let doubtful: readonly [number, number] | null = null;
  for (let turn = 0; tried.length - 2 < MOST_TRIES; turn++) {
    const gaps: readonly (readonly [number, number])[] =
      doubtful === null
        ? [[low, high]]
        : [
            [low, doubtful[0]],
            [doubtful[1], high],
          ];
    const open = gaps.filter(([from, to]) => isOpen(from, to, close, halving));
    const gap = open[turn % Math.max(1, open.length)];
    if (gap === undefined) break;
    const at = middle(gap[0], gap[1], halving);
    const difference = yield at;
    tried.push({ at, difference });
    const sign = signOf(difference);
    if (sign === 0) doubtful = around(doubtful, at);
    else if (sign === signBelow) low = at;
    else high = at;
    // Told apart on the far side of what could not be: then that was no doubt worth keeping.
    if (doubtful !== null && (low >= doubtful[0] || high <= doubtful[1])) doubtful = null;
  }
  const about = crossing(tried, low, high, signBelow, halving);
  return { about, low, high, signBelow, tries: tried.length - 2 };
}

function around(doubtful: readonly [number, number] | null, at: number): readonly [number, number] {
  return doubtful === null ? [at, at] : [Math.min(doubtful[0], at), Math.max(doubtful[1], at)];
}

function isOpen(from: number, to: number, close: number, halving: Halving): boolean {
  if (halving.isWhole && to - from <= 1) return false;
  return scaled(to, halving) - scaled(from, halving) > close;
}

function middle(from: number, to: number, halving: Halving): number {
  const half = (scaled(from, halving) + scaled(to, halving)) / 2;
  const value = halving.byRatio ? Math.exp(half) : half;
  if (!halving.isWhole) return value;
  return Math.min(to - 1, Math.max(from + 1, Math.round(value)));
}

function scaled(value: number, { byRatio }: Halving): number {
  return byRatio ? Math.log(value) : value;
}

/** Where the line between the last mean of the sign below and the first of the other crosses 0. */
function crossing(
  tried: readonly Tried[],
  low: number,
  high: number,
  signBelow: 1 | -1,
  halving: Halving,
): number {
  const inside = tried
    .filter(({ at }) => at >= low && at <= high)
    .sort((a, b) => a.at - b.at)
    .map(({ at, difference }) => ({ x: scaled(at, halving), mean: difference.mean }));
  const next = inside.findIndex(({ mean }) => mean * signBelow <= 0);
  const [before, after] = [inside[next - 1]!, inside[next]!];
  const share = before.mean / (before.mean - after.mean);
  const x = before.x + share * (after.x - before.x);
  return halving.byRatio ? Math.exp(x) : x;
}
