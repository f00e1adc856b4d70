import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GRID_PER_MS } from '../../src/kernel/grid.ts';
import { type Durations, Histogram } from '../../src/kernel/histogram.ts';

const SHARES = [0, 0.001, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 1];

/** By nearest rank, on the sorted values. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1]!;
}

function histogramOf(values: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const value of values) histogram.record(value);
  return histogram;
}

function facts(histogram: Durations) {
  const { count, sum, max } = histogram;
  return { count, sum, max, quantiles: SHARES.map((share) => histogram.quantile(share)) };
}

/** Instants differ by whole steps of the grid: any length from one step to a century. */
const durations = fc
  .array(
    fc.oneof(
      fc.nat(5 * GRID_PER_MS),
      fc.nat(10_000 * GRID_PER_MS),
      fc.nat(36_500 * 86_400_000 * GRID_PER_MS),
    ),
    { minLength: 1, maxLength: 300, size: 'max' },
  )
  .map((steps) => steps.map((n) => n / GRID_PER_MS));

describe('quantiles', () => {
  it('lie at most 0.1 % below those of the sorted values, never above', () => {
    fc.assert(
      fc.property(durations, (values) => {
        const histogram = histogramOf(values);
        for (const share of SHARES) {
          const exact = quantile(values, share);
          expect(histogram.quantile(share)).toBeLessThanOrEqual(exact);
          expect(histogram.quantile(share)).toBeGreaterThanOrEqual(exact * 0.999);
        }
      }),
    );
  });

  it('are exact for whole milliseconds below 2,048', () => {
    const whole = fc.array(fc.nat(2047), { minLength: 1, maxLength: 500, size: 'max' });
    fc.assert(
      fc.property(whole, (values) => {
        const histogram = histogramOf(values);
        for (const share of SHARES) expect(histogram.quantile(share)).toBe(quantile(values, share));
      }),
    );
  });

  it('of nothing are not a number', () => {
    expect(new Histogram().quantile(0.5)).toBeNaN();
  });
});

it('no bucket is ever full', () => {
  const many = 200_000;
  const histogram = new Histogram();
  for (let i = 0; i < many; i++) histogram.record(80);
  // Another octave: what was counted so far moves.
  for (let i = 0; i < many / 4; i++) histogram.record(5);
  expect(histogram.count).toBe(1.25 * many);
  expect(histogram.quantile(0.2)).toBe(5);
  expect(histogram.quantile(0.21)).toBe(80);
  expect(histogram.quantile(1)).toBe(80);
  histogram.clear();
  for (let i = 0; i < 99; i++) histogram.record(80);
  histogram.record(5);
  expect(histogram.quantile(0.01)).toBe(5);
  expect(histogram.quantile(0.02)).toBe(80);
});

it('count, sum and maximum are exact', () => {
  fc.assert(
    fc.property(durations, (values) => {
      const { count, sum, max } = histogramOf(values);
      expect(count).toBe(values.length);
      expect(max).toBe(Math.max(...values));
      expect(sum).toBe(values.reduce((all, value) => all + value, 0));
    }),
  );
});

describe('two histograms', () => {
  const batches = fc.tuple(
    fc.oneof(durations, fc.constant([])),
    fc.oneof(durations, fc.constant([])),
  );

  it('read as one are as one, and stay what they are', () => {
    fc.assert(
      fc.property(batches, ([first, second]) => {
        const one = histogramOf(first);
        const union = Histogram.together([one, histogramOf(second)]);
        const together = facts(histogramOf([...first, ...second]));
        expect({ ...facts(union), sum: 0 }).toEqual({ ...together, sum: 0 });
        expect(union.sum).toBeCloseTo(together.sum, -2);
        expect(facts(one)).toEqual(facts(histogramOf(first)));
      }),
    );
  });

  it('asked in between, forgets nothing', () => {
    fc.assert(
      fc.property(batches, ([first, second]) => {
        const histogram = histogramOf(first);
        expect(facts(histogram)).toEqual(facts(histogramOf(first)));
        for (const value of second) histogram.record(value);
        expect(facts(histogram)).toEqual(facts(histogramOf([...first, ...second])));
      }),
    );
  });

  it('used again after a clear are as new', () => {
    fc.assert(
      fc.property(batches, ([first, second]) => {
        const histogram = histogramOf(first);
        histogram.clear();
        for (const value of second) histogram.record(value);
        expect(facts(histogram)).toEqual(facts(histogramOf(second)));
      }),
    );
  });
});
