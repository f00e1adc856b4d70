import { describe, expect, it } from 'vitest';
import { type Flip, findFlip, type Halving } from '../../../../src/experiment/study/sweep/flip.ts';
import { momentsOf } from '../../../../src/experiment/study/tune/doubt.ts';
import { RandomStream } from '../../../../src/kernel/random-stream.ts';
import { play } from '../tune/play.ts';

const LINEAR: Halving = { byRatio: false, isWhole: false };
const WHOLE: Halving = { byRatio: true, isWhole: true };
const SEEDS = 20;

/** Paired differences with this mean, and noise of this size: the same luck at every value, as arms share it. */
function around(mean: number, noise: number, study: number): number[] {
  const luck = new RandomStream(study, 'noise');
  return Array.from({ length: SEEDS }, (_, k) => mean + noise * (luck.at(k).next() - 0.5));
}

function found(
  truth: (at: number) => number,
  [from, to]: readonly [number, number],
  halving: Halving,
  noise: number,
  study = 1,
): Flip {
  const at = (value: number) => momentsOf(around(truth(value), noise, study));
  const ends = [from, to].map((value) => ({ at: value, difference: at(value) }));
  return play(findFlip(ends[0]!, ends[1]!, halving), at);
}

describe('findFlip', () => {
  it('comes within one per cent of the range where nothing is left to luck', () => {
    const { about, low, high, signBelow } = found((x) => 700 - x, [100, 1_600], LINEAR, 0);
    expect(signBelow).toBe(1);
    expect(about).toBeCloseTo(700, 6);
    expect(high - low).toBeLessThanOrEqual(15.0001);
    expect(low).toBeLessThanOrEqual(700);
    expect(high).toBeGreaterThanOrEqual(700);
  });

  it('of whole numbers comes down to two neighbours', () => {
    const { low, high } = found((x) => (x < 37 ? -5 : 3), [10, 80], WHOLE, 0);
    expect([low, high]).toEqual([36, 37]);
  });

  it('of a sign that falls as the value grows tells which is below', () => {
    expect(found((x) => x - 5, [1, 10], LINEAR, 0).signBelow).toBe(-1);
  });

  it.each([0.5, 2, 8])('leaves as much open as luck does: noise of %f', (noise) => {
    const { about, low, high } = found((x) => 700 - x, [100, 1_600], LINEAR, 400 * noise);
    // The noise is uniform, its mean over 20 seeds has a standard deviation of noise / √240.
    const deviation = (400 * noise) / Math.sqrt(240);
    expect(high - low).toBeGreaterThan(2 * deviation);
    expect(high - low).toBeLessThan(12 * deviation + 30);
    expect(Math.abs(about - 700)).toBeLessThan(4 * deviation);
  });

  it('holds the truth between its ends in 95 of 100 studies, at least', () => {
    const studies = Array.from({ length: 200 }, (_, study) =>
      found((x) => 700 - x, [100, 1_600], LINEAR, 800, study),
    );
    const hits = studies.filter(({ low, high }) => low <= 700 && 700 <= high).length;
    expect(hits / studies.length).toBeGreaterThan(0.95);
    expect(studies.every(({ tries }) => tries <= 14)).toBe(true);
  });
});
