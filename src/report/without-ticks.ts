import type { Result } from '../experiment/result.ts';

/** A result as under `--no-ticks`. */
export function withoutTicks(result: Result): Result {
  return { ...result, arms: result.arms.map(({ ticks: _ticks, ...arm }) => arm) };
}
