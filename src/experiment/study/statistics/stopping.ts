import type { Interval } from './interval.ts';

/** Replications at the first look: fewer tell too little of how they scatter. */
const FIRST = 30;
const GROWTH = 2;
/** So many looks in a row must find the precision that is asked for. */
const IN_A_ROW = 2;

/** How far a study has come that goes on until it knows enough: plain data, to be kept with it. */
export interface Looks {
  /** Replications at the next look. */
  readonly at: number;
  /** Looks in a row, the last included, that found it precise. */
  readonly precise: number;
}

export const FIRST_LOOK: Looks = { at: FIRST, precise: 0 };

/**
 * What follows a look: the next one, or null, which says to stop. Stopping as soon as the interval is narrow
 * prefers the studies that look calmer than they are, and their intervals hold the truth too seldom. So it is looked
 * seldom, after 30, 60, 120, … replications, and what a look finds must be found again by the next, half of whose
 * replications are new (in the manner of sim-tools, which looks ahead by five; Law, Simulation Modeling and Analysis, 9.4.1).
 *
 * Chosen by measuring, over 6,000 studies each, how many intervals of 95 % hold the truth: 94.9 % of normal values, 94.3 %
 * of lognormal ones (σ = 0.5, to 10 %), 94.5 % of two humps (to 10 %). Stopping at the first narrow interval, looking after
 * 20, 30, 45, …, holds 92.3 % of those. Weakness: of values as skewed as lognormal ones of σ = 1, asked for to 20 %
 * only, it is 92.7 %, as Student's t of such values falls short with any fixed number of them, too.
 */
export function afterLook({ at, precise }: Looks, isPrecise: boolean): Looks | null {
  const inARow = isPrecise ? precise + 1 : 0;
  return inARow >= IN_A_ROW ? null : { at: at * GROWTH, precise: inARow };
}

/**
 * True if the interval is known, and reaches at most `share` of `scale` either way. The scale of a mean is the mean,
 * that of a paired difference the mean of the baseline; that of a share is 1: a rare event is not asked to be known
 * to a hundredth of itself.
 */
export function isPrecise(interval: Interval | null, share: number, scale: number): boolean {
  if (interval === null) return false;
  return (interval.high - interval.low) / 2 <= share * Math.abs(scale);
}
