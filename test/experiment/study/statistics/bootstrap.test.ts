import { describe, expect, it } from 'vitest';
import { quantileInterval } from '../../../../src/experiment/study/statistics/bootstrap.ts';
import { RandomStream } from '../../../../src/kernel/random-stream.ts';
import { tallyOf } from './samples.ts';

const stream = () => new RandomStream(2026, 'bootstrap');

/** The probability of at least k hits of n: the law of a resample's order statistic. */
function atLeast(k: number, n: number, p: number): number {
  let term = (1 - p) ** n;
  let below = 0;
  for (let i = 0; i < k; i++) {
    below += term;
    term *= ((n - i) / (i + 1)) * (p / (1 - p));
  }
  return 1 - below;
}

describe('the interval of a quantile', () => {
  const tally = tallyOf(Array.from({ length: 100 }, (_, i) => i + 1));

  it.each([0.1, 0.5, 0.9])(
    'runs between the percentiles that resampling has, share %d',
    (share) => {
      const { low, high } = quantileInterval(tally, share, stream())!;
      // A resample's k-th smallest is at most v if at least k of its 100 draws are, each with probability v / 100; a
      // rank that is not whole lies between its neighbours. The luck of 2,000 resamples is worth a value.
      const k = share * 101;
      for (const [end, percentile] of [
        [low, 0.025],
        [high, 0.975],
      ] as const) {
        expect(atLeast(Math.ceil(k), 100, (end - 2) / 100)).toBeLessThan(percentile);
        expect(atLeast(Math.floor(k), 100, (end + 1) / 100)).toBeGreaterThan(percentile);
      }
    },
  );

  it('is the same with the same seed, and another with another', () => {
    const wide = tallyOf(Array.from({ length: 900 }, (_, i) => i));
    const of = (seed: number) => quantileInterval(wide, 0.5, new RandomStream(seed, 'bootstrap'));
    expect(of(1)).toEqual(of(1));
    expect([2, 3, 4, 5].map(of)).not.toEqual([1, 1, 1, 1].map(of));
  });

  it.each([
    [0.5, 19, false],
    [0.5, 20, true],
    [0.9, 99, false],
    [0.9, 100, true],
    [0.05, 199, false],
    [0.05, 200, true],
  ])('of share %d is known of %i values: %s', (share, count, known) => {
    const few = tallyOf(Array.from({ length: count }, (_, i) => i));
    expect(quantileInterval(few, share, stream()) !== null).toBe(known);
  });

  it('is unknown of none', () => {
    expect(quantileInterval(tallyOf([]), 0.5, stream())).toBeNull();
  });
});
