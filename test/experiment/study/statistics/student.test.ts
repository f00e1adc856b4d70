// @ts-expect-error: jstat brings no types.
import { jStat as untyped } from 'jstat';
import { describe, expect, it } from 'vitest';
import { normalUpperQuantile } from '../../../../src/experiment/study/statistics/normal-quantile.ts';
import {
  studentUpperQuantile,
  studentUpperTail,
} from '../../../../src/experiment/study/statistics/student.ts';

/** What the tests use of jStat. */
const jStat = untyped as {
  readonly studentt: { inv(probability: number, df: number): number };
  readonly normal: { inv(probability: number, mean: number, deviation: number): number };
};

const TAILS = [0.49, 0.4, 0.25, 0.1, 0.025, 0.005, 1e-4, 1e-6];

/**
 * P(T > t) of whole degrees of freedom as a finite sum, θ = arctan(t / √df) (Abramowitz and Stegun 26.7.3 and
 * 26.7.4): nothing of the incomplete beta function is in it.
 */
function tailBySum(t: number, df: number): number {
  const theta = Math.atan(t / Math.sqrt(df));
  const square = Math.cos(theta) ** 2;
  const odd = df % 2;
  let term = odd === 1 ? Math.cos(theta) : 1;
  let sum = df === 1 ? 0 : term;
  for (let i = 2 + odd; i < df; i += 2) {
    term *= ((i - 1) / i) * square;
    sum += term;
  }
  const within =
    odd === 1 ? (2 / Math.PI) * (theta + Math.sin(theta) * sum) : Math.sin(theta) * sum;
  return (1 - within) / 2;
}

describe("Student's t", () => {
  it.each([1, 2, 3, 4, 5, 10, 29, 30, 101, 1_000, 10_001])(
    'has the tail of the finite sum, df %i',
    (df) => {
      for (const t of [0, 0.01, 0.5, 0.999, 1.001, 1.96, 4, 12]) {
        expect(studentUpperTail(t, df)).toBeCloseTo(tailBySum(t, df), 12);
        expect(studentUpperTail(-t, df)).toBeCloseTo(1 - tailBySum(t, df), 12);
      }
    },
  );

  it.each([1, 2, 7, 40, 999, 1e6])(
    'has the quantile that the tail leads back from, df %d',
    (df) => {
      for (const tail of [...TAILS, 1e-12, 1e-30]) {
        const t = studentUpperQuantile(tail, df);
        expect(studentUpperTail(t, df) / tail).toBeCloseTo(1, 10);
        expect(studentUpperQuantile(1 - 2 ** -20, df)).toBe(-studentUpperQuantile(2 ** -20, df));
      }
    },
  );

  it.each(TAILS)('has the closed forms of df 1 and 2 at a tail of %d', (tail) => {
    expect(studentUpperQuantile(tail, 1) * Math.tan(Math.PI * tail)).toBeCloseTo(1, 10);
    const two = (1 - 2 * tail) / Math.sqrt(2 * tail * (1 - tail));
    expect(studentUpperQuantile(tail, 2) / two).toBeCloseTo(1, 10);
  });

  /** As printed: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2. */
  it.each([
    // df, tail: 0.10, 0.05, 0.025, 0.01, 0.005, 0.001
    [1, 3.078, 6.314, 12.706, 31.821, 63.657, 318.309],
    [2, 1.886, 2.92, 4.303, 6.965, 9.925, 22.327],
    [5, 1.476, 2.015, 2.571, 3.365, 4.032, 5.893],
    [9, 1.383, 1.833, 2.262, 2.821, 3.25, 4.297],
    [29, 1.311, 1.699, 2.045, 2.462, 2.756, 3.396],
    [100, 1.29, 1.66, 1.984, 2.364, 2.626, 3.174],
  ])('has the printed quantiles of df %i', (df, ...printed) => {
    const tails = [0.1, 0.05, 0.025, 0.01, 0.005, 0.001];
    expect(tails.map((tail) => Number(studentUpperQuantile(tail, df).toFixed(3)))).toEqual(printed);
  });

  it.each([1, 2.5, 9, 29.7, 300])("agrees with jStat, df %d, to that one's 7 digits", (df) => {
    for (const tail of TAILS) {
      expect(studentUpperQuantile(tail, df) / jStat.studentt.inv(1 - tail, df)).toBeCloseTo(1, 6);
    }
  });

  it('becomes the normal distribution', () => {
    for (const tail of TAILS) {
      expect(studentUpperQuantile(tail, 1e12)).toBeCloseTo(normalUpperQuantile(tail), 10);
    }
    expect(studentUpperQuantile(0.5, 3)).toBe(0);
  });

  it('is nothing beyond the last double', () => {
    expect(studentUpperTail(Number.POSITIVE_INFINITY, 3)).toBe(0);
    expect(studentUpperTail(1e200, 30)).toBe(0);
  });

  it.each([
    [0.025, 0],
    [0.025, Number.NaN],
    [0, 5],
    [1, 5],
  ])('refuses a tail of %d with %d degrees of freedom', (tail, df) => {
    expect(() => studentUpperQuantile(tail, df)).toThrow('degrees of freedom');
  });
});

describe('the normal quantile', () => {
  /** To all digits that R 4 prints of qnorm. */
  it.each([
    [0.5, 0],
    [0.3, 0.524400512708041],
    [0.025, 1.95996398454005],
    [0.005, 2.5758293035489],
    [1e-10, 6.36134090240406],
    [1e-20, 9.26234008979841],
  ])('that is exceeded with probability %d', (tail, z) => {
    expect(normalUpperQuantile(tail)).toBeCloseTo(z, 13);
    expect(normalUpperQuantile(1 - 2 ** -9)).toBe(-normalUpperQuantile(2 ** -9));
  });

  it('agrees with jStat', () => {
    for (const tail of TAILS) {
      expect(normalUpperQuantile(tail)).toBeCloseTo(jStat.normal.inv(1 - tail, 0, 1), 7);
    }
  });
});
