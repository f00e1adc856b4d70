import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Moments } from '../../../../src/experiment/study/statistics/moments.ts';
import { momentsOf } from './samples.ts';

/** The pattern of NIST's data sets NumAcc2 to NumAcc4: 1,001 values around one. */
function around(middle: number, low: number, high: number): number[] {
  return [middle, ...Array.from({ length: 1_000 }, (_, i) => (i % 2 === 0 ? low : high))];
}

describe('moments', () => {
  /** NIST, Statistical Reference Datasets, univariate: made to break sums of squares. */
  it.each([
    ['NumAcc1', [10_000_001, 10_000_003, 10_000_002], 10_000_002, 1],
    ['NumAcc2', around(1.2, 1.1, 1.3), 1.2, 0.1],
    ['NumAcc3', around(1_000_000.2, 1_000_000.1, 1_000_000.3), 1_000_000.2, 0.1],
    ['NumAcc4', around(10_000_000.2, 10_000_000.1, 10_000_000.3), 10_000_000.2, 0.1],
  ])('tell mean and deviation of %s as certified', (_, values, mean, deviation) => {
    const moments = momentsOf(values);
    // The decimals of NumAcc4 are doubles to 1e-9 only.
    expect(moments.mean).toBeCloseTo(mean, 8);
    expect(Math.sqrt(moments.variance)).toBeCloseTo(deviation, 8);
    expect(moments.standardError ** 2 * values.length).toBeCloseTo(moments.variance, 12);
  });

  it('of values that are all the same have no variance, to the last bit', () => {
    const { mean, variance } = momentsOf(Array.from({ length: 29 }, () => 0.1));
    expect({ mean, variance }).toEqual({ mean: 0.1, variance: 0 });
  });

  it('keep apart what there was nothing to measure of', () => {
    const moments = momentsOf([3, null, 5, null, null]);
    expect(moments).toMatchObject({ count: 2, lacking: 3, mean: 4, variance: 2, standardError: 1 });
  });

  it.each([
    ['none', []],
    ['one', [7]],
  ])('tell no variance of %s', (_, values) => {
    expect(momentsOf(values).variance).toBeNaN();
  });

  it.each([1e61, 1e-61, Number.NaN])('refuse %s', (value) => {
    expect(() => new Moments().add(value)).toThrow(`${value} is beyond any metric`);
  });

  it('are the same bytes however they were cut and merged', () => {
    const value = fc.oneof(
      fc.constant(null),
      fc.maxSafeInteger(),
      fc.integer({ min: -(2 ** 30), max: 2 ** 30 }).map((x) => x / 1024),
      fc.integer().map((x) => x / 7),
    );
    fc.assert(
      fc.property(fc.array(value), fc.nat(), fc.nat(), (values, one, other) => {
        const cuts = [one, other].map((cut) => cut % (values.length + 1)).sort((a, b) => a - b);
        const parts = [0, ...cuts].map((from, i) => values.slice(from, cuts[i] ?? values.length));
        const merged = new Moments();
        for (const part of parts.reverse()) {
          merged.merge(Moments.from(JSON.parse(JSON.stringify(momentsOf(part)))));
        }
        expect(JSON.stringify(merged)).toBe(JSON.stringify(momentsOf(values)));
      }),
    );
  });
});
