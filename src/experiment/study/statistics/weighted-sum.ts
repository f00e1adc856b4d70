import { type Interval, LEVEL, meanInterval } from './interval.ts';
import type { Moments } from './moments.ts';
import { studentUpperQuantile } from './student.ts';

/** A number of times the mean of some values. */
interface Weighted {
  readonly weight: number;
  readonly moments: Moments;
}

/** An estimate, and where the truth is to be found; null of values that are too few to tell. */
export interface Summed {
  readonly mean: number;
  readonly interval: Interval | null;
}

/**
 * The sum of weighted means of independent samples, Σ w m, with Student's t interval of half-width t √(Σ w² s² / n),
 * at the degrees of freedom of Welch and Satterthwaite, (Σ v)² / Σ v² / (n − 1) with v = w² s² / n; of one sample
 * that is its own interval times its weight.
 */
export function weightedSum(parts: readonly Weighted[], level = LEVEL): Summed {
  const mean = parts.reduce((sum, { weight, moments }) => sum + weight * moments.mean, 0);
  if (parts.some(({ moments }) => meanInterval(moments) === null)) return { mean, interval: null };
  const spreads = parts.map(({ weight, moments }) => (weight * moments.standardError) ** 2);
  const spread = spreads.reduce((sum, one) => sum + one, 0);
  if (spread === 0) return { mean, interval: { low: mean, high: mean } };
  const doubt = parts.reduce(
    (sum, { moments }, index) => sum + spreads[index]! ** 2 / (moments.count - 1),
    0,
  );
  const half = studentUpperQuantile((1 - level) / 2, spread ** 2 / doubt) * Math.sqrt(spread);
  return { mean, interval: { low: mean - half, high: mean + half } };
}
