/**
 * Looking at many comparisons, one in twenty shows a difference by chance alone. Two corrections:
 *
 * - Šidák's (1967) for everything that is told with intervals: a table of m comparisons shows intervals of level
 *   `simultaneousLevel(level, m)`, so that all of them hold the truth at once with probability `level`. That
 *   is exact for independent comparisons, and on the safe side for those that share a baseline (normal means). `~`
 *   is read off the interval that is shown, so that nothing is called better that the interval does not carry.
 * - Holm's (1979) where only yes or no is asked, as in the race of a tuning: it holds whatever the comparisons
 *   share, and finds more than Šidák's does.
 */

/** The level (0 to 1) at which each of so many intervals is to be made, so that all hold at once with `level`. */
export function simultaneousLevel(level: number, comparisons: number): number {
  // level^(1/m), of which 1 minus it must keep its digits.
  return 1 - -Math.expm1(Math.log(level) / Math.max(1, comparisons));
}

/**
 * Holm's adjusted p-values, in the order given: the i-th smallest of m is multiplied by m − i + 1, is never less than
 * one before it, and at most 1. Rejecting those of at most α rejects no true hypothesis with probability 1 − α.
 */
export function holm(pValues: readonly number[]): readonly number[] {
  const order = pValues.map((_, i) => i).sort((i, j) => pValues[i]! - pValues[j]!);
  const adjusted = [...pValues];
  let least = 0;
  for (const [rank, i] of order.entries()) {
    least = Math.min(1, Math.max(least, pValues[i]! * (pValues.length - rank)));
    adjusted[i] = least;
  }
  return adjusted;
}
