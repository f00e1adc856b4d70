import { assert } from '../../../kernel/assert.ts';
import type { Moments } from './moments.ts';
import { studentUpperQuantile } from './student.ts';

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
