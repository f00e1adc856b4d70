import { describe, expect, it } from 'vitest';
import { meanInterval } from '../../../../src/experiment/study/statistics/interval.ts';
import { Moments } from '../../../../src/experiment/study/statistics/moments.ts';
import { weightedSum } from '../../../../src/experiment/study/statistics/weighted-sum.ts';
import { RandomStream } from '../../../../src/kernel/random-stream.ts';

function momentsOf(values: readonly number[]): Moments {
  const moments = new Moments();
  for (const value of values) moments.add(value);
  return moments;
}

describe('a weighted sum of means', () => {
  it('of one sample is its interval times the weight', () => {
    const moments = momentsOf([3, 5, 10, 12]);
    const { low, high } = meanInterval(moments)!;
    const { mean, interval } = weightedSum([{ weight: 8, moments }]);
    expect(mean).toBe(60);
    expect(interval!.low).toBeCloseTo(8 * low, 9);
    expect(interval!.high).toBeCloseTo(8 * high, 9);
  });

  it("is Welch's interval of a difference: two samples of a textbook", () => {
    // n = 4 and 6, means 10 and 20, variances 4 and 30: v = 1 and 5, df = 36 / (1/3 + 25/5) = 6.75.
    const one = momentsOf([8, 9, 11, 12].map((x) => 10 + (x - 10) * Math.sqrt(4 / (10 / 3))));
    const other = momentsOf(
      [15, 17, 19, 21, 23, 25].map((x) => 20 + (x - 20) * Math.sqrt(30 / 14)),
    );
    const { mean, interval } = weightedSum([
      { weight: -1, moments: one },
      { weight: 1, moments: other },
    ]);
    expect(mean).toBeCloseTo(10, 9);
    // t at 97.5 % lies between 2.4469 (6 degrees) and 2.3646 (7), published tables.
    const t = (interval!.high - interval!.low) / 2 / Math.sqrt(6);
    expect(t).toBeGreaterThan(2.3646);
    expect(t).toBeLessThan(2.4469);
  });

  it('tells nothing of a sample of one, and all of samples that do not scatter', () => {
    const parts = [2, 3].map((value) => ({ weight: 2, moments: momentsOf([value, value]) }));
    expect(weightedSum(parts)).toEqual({ mean: 10, interval: { low: 10, high: 10 } });
    const single = { weight: 1, moments: momentsOf([4]) };
    expect(weightedSum([...parts, single])).toEqual({ mean: 14, interval: null });
  });

  it('holds the truth in 95 of 100 studies, of samples that differ in size and scatter', () => {
    const luck = new RandomStream(5, 'weighted sums');
    const normal = (): number =>
      Math.sqrt(-2 * Math.log(1 - luck.next())) * Math.cos(2 * Math.PI * luck.next());
    let held = 0;
    for (let study = 0; study < 2_000; study++) {
      luck.at(study);
      const part = (weight: number, count: number, mean: number, scatter: number) => ({
        weight,
        moments: momentsOf(Array.from({ length: count }, () => mean + scatter * normal())),
      });
      const { interval } = weightedSum([
        part(8, 12, 100, 40),
        part(2, 5, 300, 200),
        part(1, 40, 20, 5),
      ]);
      if (interval!.low <= 1_420 && 1_420 <= interval!.high) held++;
    }
    expect(held / 2_000).toBeGreaterThan(0.935);
    expect(held / 2_000).toBeLessThan(0.965);
  });
});
