import { SERVED } from './rows.ts';
import type { ArmReading } from './study.ts';

/** More arms side by side nobody can follow. */
const MOST_SIDE_BY_SIDE = 6;

/** The arms by the orders that they serve in the mean, the best first; of equals in their order. */
export function rankedArms(arms: readonly ArmReading[]): ArmReading[] {
  return [...arms].sort((a, b) => servedBy(b) - servedBy(a));
}

/** As many as can be followed tick by tick: the baseline and the best others. */
export function armsSideBySide(arms: readonly ArmReading[]): readonly ArmReading[] {
  if (arms.length <= MOST_SIDE_BY_SIDE) return arms;
  const [baseline, ...others] = arms;
  const best = rankedArms(others).slice(0, MOST_SIDE_BY_SIDE - 1);
  return arms.filter((arm) => arm === baseline || best.includes(arm));
}

function servedBy({ metrics }: ArmReading): number {
  return metrics[SERVED]!.mean ?? -1;
}
