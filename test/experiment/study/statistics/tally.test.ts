import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Tally } from '../../../../src/experiment/study/statistics/tally.ts';
import { tallyOf } from './samples.ts';

/** Many different values, so that digits must be cut off. */
function spread(count: number, of: (i: number) => number): number[] {
  return Array.from({ length: count }, (_, i) => of(i));
}

const SAMPLES: Readonly<Record<string, readonly number[]>> = {
  'a narrow band far from zero': spread(5_000, (i) => 1e9 + ((i * 7_919) % 5_003)),
  'many powers of two': spread(5_000, (i) => 2 ** (((i * 37) % 5_003) / 250 - 10)),
  'both sides of zero': spread(4_000, (i) => ((i * 613) % 4_001) / 7 - 200),
  'fractions of one': spread(3_000, (i) => ((i * 17) % 3_001) / 3_001),
};

describe('a tally', () => {
  it('of up to a thousand different values is exact', () => {
    const tally = tallyOf([...spread(2_000, (i) => (i % 1_000) / 3), null]);
    expect(tally.count).toBe(2_000);
    expect([0, 0.1, 0.5, 0.9, 1].map((share) => tally.quantile(share))).toEqual(
      [0, 99, 499, 899, 999].map((i) => i / 3),
    );
  });

  it('has quantiles by nearest rank', () => {
    const tally = tallyOf([30, 10, 20, 40, -0]);
    expect([0.2, 0.21, 0.4, 0.5, 1].map((share) => tally.quantile(share))).toEqual([
      0, 10, 10, 20, 40,
    ]);
    expect(tallyOf([]).quantile(0.5)).toBeNull();
  });

  it.each(Object.entries(SAMPLES))('of %s is bounded, and near the truth', (_, values) => {
    const tally = tallyOf(values);
    const { cut, values: kept, counts } = tally.toJSON();
    expect(kept.length).toBeGreaterThan(400);
    expect(kept.length).toBeLessThanOrEqual(1_000);
    expect(counts.reduce((sum, count) => sum + count)).toBe(values.length);
    const sorted = [...values].sort((a, b) => a - b);
    for (const share of [0.01, 0.1, 0.5, 0.9, 0.99]) {
      const truth = sorted[Math.ceil(share * values.length) - 1]!;
      const error = (truth - tally.quantile(share)!) * Math.sign(truth);
      expect(error).toBeGreaterThanOrEqual(0);
      expect(error).toBeLessThanOrEqual(Math.abs(truth) * 2 ** (cut - 52));
    }
  });

  it.each(Object.entries(SAMPLES))('of %s is the same in any order, by any parts', (_, values) => {
    const whole = JSON.stringify(tallyOf(values));
    const order = fc.shuffledSubarray([...values], { minLength: values.length });
    fc.assert(
      fc.property(order, fc.nat({ max: values.length }), (shuffled, cut) => {
        const merged = Tally.from(JSON.parse(JSON.stringify(tallyOf(shuffled.slice(cut)))));
        merged.merge(tallyOf(shuffled.slice(0, cut)));
        expect(JSON.stringify(merged)).toBe(whole);
      }),
      { numRuns: 20 },
    );
  });

  it('refuses what is no number', () => {
    expect(() => tallyOf([Number.NaN])).toThrow('NaN cannot be tallied');
  });
});
