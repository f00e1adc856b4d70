import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOf } from '../../../src/scenario/chaos/disturbance.ts';
import { drawsOf } from '../../../src/scenario/chaos/draw.ts';
import { CHAOS_KINDS } from '../../../src/scenario/chaos/kind/index.ts';
import { chaosPlan } from '../../../src/scenario/chaos/plan.ts';
import { load, SOUND } from '../loading.ts';
import { drawn, withChaos } from './drawing.ts';

const MANY = 4000;
const NAMES = CHAOS_KINDS.filter(({ ofGraphs }) => !ofGraphs).map(({ kind }) => kind);

/**
 * Kolmogorov's distance of a sample from a law, times the root of its size: above 1.95 in one sample of a
 * thousand that do follow it.
 */
function distance(sample: readonly number[], law: (value: number) => number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  const gaps = sorted.map((value, index) => {
    const at = law(value);
    return Math.max(at - index / sorted.length, (index + 1) / sorted.length - at);
  });
  return Math.max(...gaps) * Math.sqrt(sorted.length);
}

describe('the laws of what is drawn', () => {
  const single = withChaos(
    '{ atOnce: 1, strength: { min: 20%, max: 80% }, length: { min: 10s, max: 100s } }',
  );
  const troubles = drawn(single, MANY).map(({ troubles: [first] }) => first!);

  it('strength is uniform between its bounds', () => {
    const strengths = troubles.map(({ strength }) => strength);
    expect(Math.min(...strengths)).toBeGreaterThanOrEqual(0.2);
    expect(Math.max(...strengths)).toBeLessThanOrEqual(0.8);
    // It is rounded to per cents: a sixtieth of the range.
    expect(distance(strengths, (value) => (value - 0.2) / 0.6)).toBeLessThan(
      1.95 + 0.01 * Math.sqrt(MANY),
    );
  });

  it('length is log-uniform between its bounds', () => {
    const lengths = troubles.map(({ forMs }) => forMs);
    expect(Math.min(...lengths)).toBe(10_000);
    expect(Math.max(...lengths)).toBe(100_000);
    expect(distance(lengths, (ms) => Math.log10(ms / 10_000))).toBeLessThan(
      1.95 + 0.025 * Math.sqrt(MANY),
    );
  });

  it('the start is uniform over where there is room, from a tenth of the run to six tenths', () => {
    const places = troubles.map(
      ({ fromMs, forMs }) => (fromMs - 60_000) / (360_000 - forMs - 60_000),
    );
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...places)).toBeLessThanOrEqual(1);
    expect(distance(places, (place) => place)).toBeLessThan(1.95);
  });

  it('every kind comes as often as its weight has it', () => {
    const weighted = withChaos('{ atOnce: 1, kinds: { brown-out: { weight: 3 }, hard-down: {} } }');
    const brownOuts = drawn(weighted, MANY).filter(
      ({ troubles: [one] }) => one!.kind === 'brown-out',
    ).length;
    // Five standard deviations of 3/4.
    expect(Math.abs(brownOuts / MANY - 0.75)).toBeLessThan(5 * Math.sqrt(0.1875 / MANY));
    for (const name of NAMES) {
      const share = troubles.filter(({ kind }) => kind === name).length / MANY;
      expect(Math.abs(share - 1 / 9)).toBeLessThan(5 * Math.sqrt(8 / 81 / MANY));
    }
  });

  it('one more trouble joins with a chance of one in four, up to as many as may be', () => {
    const counts = drawn(withChaos('{ atOnce: 3 }'), MANY).map((one) => one.troubles.length);
    for (const [count, share] of [
      [1, 3 / 4],
      [2, 3 / 16],
      [3, 1 / 16],
    ] as const) {
      const found = counts.filter((one) => one === count).length / MANY;
      expect(Math.abs(found - share)).toBeLessThan(5 * Math.sqrt((share * (1 - share)) / MANY));
    }
  });
});

describe('whatever is drawn', () => {
  const kindIn = fc.constantFrom(...NAMES);
  const seed = fc.integer({ min: -1000, max: 2 ** 40 });

  it('fits the run: whole steps, after the warm-up, over by six tenths, troubles at once overlap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), seed, (duration, luck) => {
        const scenario = load(SOUND.replace('10m', `${duration}ms`), ['chaos.atOnce=4']);
        const { window } = chaosPlan(scenario);
        expect(window.fromMs).toBeGreaterThanOrEqual(0.1 * duration);
        expect(window.untilMs).toBeLessThanOrEqual(
          Math.max(0.6 * duration, window.fromMs + window.stepMs),
        );
        for (const { troubles, disturbances } of drawn(scenario, 5, luck)) {
          const [first] = troubles;
          for (const one of [
            ...disturbances,
            ...troubles.map(({ fromMs: at, forMs }) => ({ at, for: forMs })),
          ]) {
            expect(one.at % window.stepMs).toBe(0);
            expect(one.for % window.stepMs).toBe(0);
            expect(one.for).toBeGreaterThan(0);
            expect(one.at).toBeGreaterThanOrEqual(window.fromMs);
            expect(endOf(one as never)).toBeLessThanOrEqual(window.untilMs);
          }
          for (const { fromMs, forMs } of troubles) {
            expect(fromMs).toBeLessThan(first!.fromMs + first!.forMs);
            expect(first!.fromMs).toBeLessThan(fromMs + forMs);
          }
        }
      }),
    );
  });

  it('depends on the seed and the number alone, in whatever order they are asked for', () => {
    const scenario = load(SOUND);
    const there = drawn(scenario, 50, 7);
    const draw = drawsOf(chaosPlan(scenario), 7);
    const back = Array.from({ length: 50 }, (_, index) => draw(50 - index));
    expect(back.reverse()).toEqual(there);
    expect(drawn(scenario, 50, 8)).not.toEqual(there);
  });

  it('is the same for every pipeline: arms and candidates meet the same incidents', () => {
    const guarded = load(SOUND, [
      'orderService.pipeline=[{ breaker: {} }, { timeout: 1s }]',
      'orderService.workers=7',
    ]);
    expect(drawn(guarded, 50)).toEqual(drawn(load(SOUND), 50));
  });

  it('a kind that is added takes incidents for itself, and leaves all others as they were', () => {
    fc.assert(
      fc.property(kindIn, seed, (added, luck) => {
        const before = NAMES.filter((name) => name !== added);
        const old = drawn(withChaos(`{ atOnce: 1, kinds: [${before.join(', ')}] }`), 40, luck);
        const now = drawn(withChaos('{ atOnce: 1 }'), 40, luck);
        const kept = now.filter(({ troubles: [one] }) => one!.kind !== added);
        expect(kept).toEqual(old.filter(({ number }) => kept.some((one) => one.number === number)));
      }),
      { numRuns: 30 },
    );
  });
});
