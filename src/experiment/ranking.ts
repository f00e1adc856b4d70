import type { ArmResult, Comparison, Result } from './result.ts';

/** More arms side by side nobody can follow; the others stand in the ranking. */
const MOST_SIDE_BY_SIDE = 6;

/** An arm's place among all. */
export interface Ranked {
  /** From 1; arms that pay as many orders share a place. */
  readonly rank: number;
  readonly arm: ArmResult;
  /** Against the baseline; null of the baseline itself. */
  readonly comparison: Comparison | null;
}

/** Every comparison of a result, whichever form it has. */
export function comparisonsOf({ comparison, comparisons = [] }: Result): readonly Comparison[] {
  return comparison === undefined ? comparisons : [comparison];
}

/** The arms by the orders that they pay, at once or later, the best first; of equals in their order. */
export function rankingOf(result: Result): Ranked[] {
  const comparisons = comparisonsOf(result);
  const paid = result.arms.map(paidBy);
  const ranked = result.arms.map((arm, index) => ({
    rank: 1 + paid.filter((other) => other > paid[index]!).length,
    arm,
    comparison: comparisons[index - 1] ?? null,
  }));
  return ranked.sort((a, b) => a.rank - b.rank);
}

/** At once, or in the end after a deferral. */
export function paidBy({ totals: { fate } }: ArmResult): number {
  return fate.orders.paid + fate.orders.paidLater;
}

/** The same result with as many arms as can be followed tick by tick: the baseline and the best others. */
export function sideBySide(result: Result): Result {
  if (result.arms.length <= MOST_SIDE_BY_SIDE) return result;
  // Each arm is there simulated and real: they stay together.
  if (result.validation !== undefined) {
    return { ...result, arms: result.arms.slice(0, MOST_SIDE_BY_SIDE) };
  }
  const [baseline] = result.arms;
  const best = rankingOf(result)
    .filter(({ arm }) => arm !== baseline)
    .slice(0, MOST_SIDE_BY_SIDE - 1)
    .map(({ arm }) => arm);
  const isShown = (arm: ArmResult | undefined) =>
    arm !== undefined && (arm === baseline || best.includes(arm));
  const shown = (result.comparisons ?? []).filter((_, index) => isShown(result.arms[index + 1]));
  return { ...result, arms: result.arms.filter(isShown), comparisons: shown };
}
