/**
 * Looking at many comparisons, one in twenty shows a difference by chance alone. So a table of m of them shows
 * intervals of level `simultaneousLevel(level, m)`, Šidák's (1967): all of them hold the truth at once with
 * probability `level`. That is exact for independent comparisons, and on the safe side for those that share a
 * baseline (normal means). `~` is read off the interval that is shown, so that nothing is called better that
 * the interval does not carry.
 *
 * Both levels lie between 0 and 1.
 */
export function simultaneousLevel(level: number, comparisons: number): number {
  // level^(1/m), of which 1 minus it must keep its digits.
  return 1 - -Math.expm1(Math.log(level) / Math.max(1, comparisons));
}
