import type { Result } from '../experiment/result.ts';

/** The result as it is where nobody kept the ticks. */
export function withoutTicks(result: Result): Result {
  return { ...result, arms: result.arms.map(({ ticks: _, ...arm }) => arm) };
}
