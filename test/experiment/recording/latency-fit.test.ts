import { describe, expect, it } from 'vitest';
import { fitOf } from '../../../src/experiment/recording/latency-fit.ts';
import { standardGammaQuantile } from '../../../src/experiment/recording/law/gamma-quantile.ts';
import { distribution } from '../../../src/kernel/distribution/index.ts';
import { duration } from '../../../src/kernel/quantities.ts';
import { RandomStream } from '../../../src/kernel/random-stream.ts';
import { decode } from '../../../src/kernel/settings.ts';
import { LatencySketch } from '../../../src/scenario/recording/latency-sketch.ts';

describe('gamma quantiles against printed tables', () => {
  // Chi-square with k degrees of freedom is twice a gamma value of shape k/2 (Abramowitz and Stegun, table 26.8).
  it.each([
    [1, 0.95, 3.841_46],
    [1, 0.5, 0.454_937],
    [2, 0.99, 9.210_34],
    [5, 0.05, 1.145_48],
    [10, 0.95, 18.307],
    [30, 0.5, 29.336],
    [100, 0.99, 135.807],
  ])('%i degrees of freedom, %d', (degrees, share, value) => {
    expect((2 * standardGammaQuantile(share, degrees / 2)) / value).toBeCloseTo(1, 4);
  });
});

const LAWS = [
  { distribution: 'constant', value: '80ms' },
  { distribution: 'exponential', mean: '200ms' },
  { distribution: 'lognormal', median: '120ms', p95: '480ms' },
  { distribution: 'gamma', mean: '200ms', shape: 4 },
  { distribution: 'uniform', min: '50ms', max: '300ms' },
  { distribution: 'pareto', min: '50ms', shape: 2 },
] as const;

describe('a law is told from values that are drawn from it', () => {
  it.each(LAWS.flatMap((law) => [1, 2, 3].map((seed) => [law.distribution, seed, law] as const)))(
    '%s, seed %i',
    (kind, seed, law) => {
      const drawn = decode(distribution(duration), law);
      const stream = new RandomStream(seed, 'latency').at(0);
      const sketch = new LatencySketch();
      for (let i = 0; i < 40_000; i++) sketch.record(drawn.sample(stream));
      const fit = fitOf({ kind: 'seen', sketch })!;
      expect([fit.kind, fit.error! < 0.03]).toEqual([kind, true]);
      for (const [name, value] of Object.entries(law).slice(1)) {
        const [found, known] = [fit.written[name], value].map((one) =>
          Number.parseFloat(String(one)),
        );
        expect(found! / known!).toBeGreaterThan(0.93);
        expect(found! / known!).toBeLessThan(1.07);
      }
    },
  );
});

describe('what is known only in part', () => {
  const told = (quantiles: readonly (readonly [number, number])[], meanMs: number | null = null) =>
    fitOf({
      kind: 'told',
      count: 100,
      quantiles: quantiles.map(([share, ms]) => ({ share, ms })),
      meanMs,
    })!;

  it.each([
    ['a mean', told([], 200), { distribution: 'exponential', mean: '200ms' }],
    ['a median', told([[0.5, 100 * Math.LN2]]), { distribution: 'exponential', mean: '100ms' }],
    [
      'median and p95',
      told([
        [0.5, 100],
        [0.95, 1000],
      ]),
      { distribution: 'lognormal', median: '100ms', p95: '1s' },
    ],
    [
      'nothing but zeros',
      told([
        [0.5, 0],
        [0.95, 0],
      ]),
      { distribution: 'constant', value: '0.001ms' },
    ],
  ])('%s', (_, fit, written) => {
    expect(fit.written).toEqual(written);
  });

  it('two humps are told as they were seen', () => {
    const sketch = new LatencySketch();
    for (let i = 0; i < 1000; i++) sketch.record(i % 2 === 0 ? 10 : 3000);
    const fit = fitOf({ kind: 'seen', sketch })!;
    expect(fit.kind).toBe('empirical');
    expect(new Set(fit.written.values as string[]).size).toBe(2);
  });
});
