import type { Result } from '../experiment/result.ts';

/** The result as it is where nobody kept the ticks. */
export function withoutTicks(result: Result): Result {
  const arms = result.arms.map((arm) => {
    const { ticks: _ticks, ...rest } = arm;
    return rest;
  });
  return { ...result, arms };
}
