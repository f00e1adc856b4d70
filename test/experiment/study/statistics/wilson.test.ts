import { describe, expect, it } from 'vitest';
import { shareInterval } from '../../../../src/experiment/study/statistics/wilson.ts';

describe('the interval of a share', () => {
  /** Newcombe, Two-sided confidence intervals for the single proportion, 1998, table I, method 3. */
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is as published', (hits, count, low, high) => {
    const interval = shareInterval(hits, count)!;
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('mirrors the interval of the others, and never leaves 0 to 1', () => {
    for (let hits = 0; hits <= 20; hits++) {
      const { low, high } = shareInterval(hits, 20)!;
      const others = shareInterval(20 - hits, 20)!;
      expect(others.low).toBeCloseTo(1 - high, 12);
      expect(Math.min(low, 1 - high)).toBeGreaterThanOrEqual(0);
      expect(low < hits / 20 || hits === 0).toBe(true);
    }
    expect(shareInterval(20, 20)!.high).toBe(1);
  });

  /** Every number of hits with its probability: no chance in it. The worst shares are those of Brown, Cai and DasGupta. */
  it.each([
    [20, 0.954, 0.917],
    [100, 0.951, 0.927],
    [1_000, 0.95, 0.943],
  ])(
    'of %i holds shares from 0.05 to 0.95: coverage %d on average, %d at worst',
    (count, average, worst) => {
      const shares = Array.from({ length: 901 }, (_, i) => (50 + i) / 1_000);
      const coverages = shares.map((share) => coverage(share, count));
      const sum = coverages.reduce((total, covered) => total + covered, 0);
      expect(sum / shares.length).toBeCloseTo(average, 3);
      expect(Math.min(...coverages)).toBeCloseTo(worst, 3);
    },
  );

  it('is unknown of none, and wider at a higher level', () => {
    expect(shareInterval(0, 0)).toBeNull();
    expect(shareInterval(5, 20, 0.99)!.low).toBeLessThan(shareInterval(5, 20)!.low);
    expect(() => shareInterval(3, 2)).toThrow('3 of 2');
  });
});

/** The probability that the interval of `count` holds the share. */
function coverage(share: number, count: number): number {
  let logOfTerm = count * Math.log(1 - share);
  let covered = 0;
  for (let hits = 0; hits <= count; hits++) {
    const { low, high } = shareInterval(hits, count)!;
    if (low <= share && share <= high) covered += Math.exp(logOfTerm);
    logOfTerm += Math.log(((count - hits) / (hits + 1)) * (share / (1 - share)));
  }
  return covered;
}
