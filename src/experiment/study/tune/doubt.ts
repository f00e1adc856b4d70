import { Moments } from '../statistics/moments.ts';
import { studentUpperTail } from '../statistics/student.ts';

/**
 * Whether the mean of paired differences is above 0 beyond doubt: a one-sided t test at `level`. Differences that
 * do not vary give it nothing to go by, so the sign test stands in for it: n of n times ahead by chance, 2^-n.
 */
export function beaten(differences: readonly number[], level: number): boolean {
  const count = differences.length;
  const mean = meanOf(differences);
  if (!(mean > 0) || count < 2) return false;
  if (differences.every((one) => one === differences[0])) return 2 ** -count <= level;
  const squares = differences.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const standardError = Math.sqrt(squares / (count - 1) / count);
  return studentUpperTail(mean / standardError, count - 1) <= level;
}

export function momentsOf(values: readonly number[]): Moments {
  const moments = new Moments();
  for (const value of values) moments.add(value);
  return moments;
}

/** Of one value at least. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
