import { assert } from '../../../kernel/assert.ts';
import type { Moments } from './moments.ts';
import { studentUpperQuantile, studentUpperTail } from './student.ts';

/** The level of all intervals that are told, where nothing else is said. */
export const LEVEL = 0.95;

/** Where a number is to be found: both ends included. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Student's t interval of a mean, mean ± t √(variance / n), which holds the true mean in `level` (0 to 1) of studies:
 * of single values, and of paired differences alike. Null of fewer than two values, which tell nothing of how they
 * scatter. Of values that are all the same it is that value: seeds that all agree have shown no chance at all.
 */
export function meanInterval(moments: Moments, level = LEVEL): Interval | null {
  assert(level > 0 && level < 1, () => `an interval of level ${level}`);
  if (moments.count < 2) return null;
  const { mean, standardError } = moments;
  const half = studentUpperQuantile((1 - level) / 2, moments.count - 1) * standardError;
  return { low: mean - half, high: mean + half };
}

/** True where the interval of a difference holds zero, or there is none: benchstat's `~`. */
export function cannotTell(difference: Interval | null): boolean {
  return difference === null || (difference.low <= 0 && difference.high >= 0);
}

/**
 * Two-sided p-value of Student's paired t test: how likely differences at least as far from zero are where there
 * is none in truth. 1 of fewer than two differences; of differences all the same 0, or 1 where that is zero.
 */
export function pairedPValue(differences: Moments): number {
  if (differences.count < 2) return 1;
  const { mean, standardError } = differences;
  if (standardError === 0) return mean === 0 ? 1 : 0;
  return 2 * studentUpperTail(Math.abs(mean) / standardError, differences.count - 1);
}
