import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RateCurve } from '../../src/model/traffic/rate-curve.ts';

interface Stages {
  readonly startRate: number;
  readonly stages: readonly { readonly duration: number; readonly target: number }[];
}

const rate = fc.oneof(
  fc.constantFrom(0, 0, 5, 100),
  fc.nat(2_000_000).map((n) => n / 1000),
);
const anyStages: fc.Arbitrary<Stages> = fc.record({
  startRate: rate,
  stages: fc.array(
    fc.record({ duration: fc.constantFrom(0, 1, 1000, 30_000, 600_000), target: rate }),
    { maxLength: 6 },
  ),
});

/** The rate at `t` ms, per ms: linear within a stage, the last target for ever after. */
function rateAt({ startRate, stages }: Stages, t: number): number {
  let from = startRate;
  let left = t;
  for (const { duration, target } of stages) {
    if (left < duration) return (from + ((target - from) * left) / duration) / 1000;
    left -= duration;
    from = target;
  }
  return from / 1000;
}

/** Orders expected by `t`: the midpoint rule, which is exact on the straight pieces between the stages. */
function integrated(curve: Stages, t: number): number {
  const corners = [0];
  for (const { duration } of curve.stages) corners.push(corners.at(-1)! + duration);
  const edges = [...corners.filter((corner) => corner < t), t];
  return edges
    .slice(1)
    .reduce((sum, edge, i) => sum + rateAt(curve, (edge + edges[i]!) / 2) * (edge - edges[i]!), 0);
}

describe('the inverse of the expected count', () => {
  it('is where the rate, summed up, comes to that count', () => {
    const share = fc.nat(1_000_000).map((n) => n / 1_000_000);
    fc.assert(
      fc.property(anyStages, fc.array(share, { minLength: 1, maxLength: 20 }), (curve, shares) => {
        const end = curve.stages.reduce((sum, { duration }) => sum + duration, 1000);
        const total = integrated(curve, end);
        fc.pre(total > 1e-6);
        const inverse = new RateCurve(curve);
        let before = 0;
        for (const expected of shares.map((one) => one * total * 0.999999).sort((a, b) => a - b)) {
          const instant = inverse.instantOf(expected);
          expect(instant).toBeGreaterThanOrEqual(before);
          expect(Math.abs(integrated(curve, instant) - expected)).toBeLessThan(1e-6 * (1 + total));
          before = instant;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is never where so many do not come', () => {
    const toNothing = { startRate: 10, stages: [{ duration: 2000, target: 0 }] };
    expect(new RateCurve(toNothing).instantOf(9.99)).toBeLessThan(2000);
    expect(new RateCurve(toNothing).instantOf(10)).toBe(Infinity);
    expect(new RateCurve({ startRate: 0, stages: [] }).instantOf(0)).toBe(Infinity);
  });

  it.each([
    ['a constant rate', { startRate: 5, stages: [] }, 7, 1400],
    [
      'a ramp from nothing: t²/2 · 10/s²',
      { startRate: 0, stages: [{ duration: 1e4, target: 100 }] },
      20,
      2000,
    ],
    [
      'a ramp to nothing: 10t − t²/2',
      { startRate: 10, stages: [{ duration: 1e4, target: 0 }] },
      37.5,
      5000,
    ],
    [
      'a step',
      {
        startRate: 1,
        stages: [
          { duration: 5000, target: 1 },
          { duration: 0, target: 10 },
        ],
      },
      6,
      5100,
    ],
    [
      'a pause',
      {
        startRate: 1,
        stages: [
          { duration: 1000, target: 1 },
          { duration: 0, target: 0 },
          { duration: 9000, target: 0 },
          { duration: 0, target: 1 },
        ],
      },
      1.5,
      10_500,
    ],
  ])('%s', (_, curve, expected, instant) => {
    expect(new RateCurve(curve).instantOf(expected)).toBeCloseTo(instant, 6);
  });
});
