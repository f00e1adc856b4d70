import { describe, expect, it } from 'vitest';
import { ONLY_CELL, planOf, type StudyPlan } from '../../../../src/experiment/study/plan.ts';
import type { StudyState } from '../../../../src/experiment/study/read-study.ts';
import { SERVED, STUDY_ROWS } from '../../../../src/experiment/study/rows.ts';
import { beginStudy } from '../../../../src/experiment/study/run-study.ts';
import { findFlips, type Probe } from '../../../../src/experiment/study/sweep/flips.ts';
import { readSweep, rowOf } from '../../../../src/experiment/study/sweep/read-sweep.ts';
import { sweepPlan } from '../../../../src/experiment/study/sweep/sweep-plan.ts';
import type { SweepReading } from '../../../../src/experiment/study/sweep/sweep-result.ts';
import { momentsOf } from '../../../../src/experiment/study/tune/doubt.ts';
import { RandomStream } from '../../../../src/kernel/random-stream.ts';
import type { Varied } from '../../../../src/scenario/varied.ts';
import { play } from '../tune/play.ts';

const SHOP = `duration: 1m
traffic: { arrivals: poisson, startRate: 3/s }
paymentService: { latency: 200ms, capacity: 100 }
orderService:
  pipeline:
    - retry: { calls: 3 }
    - breaker: { trip: { kind: consecutive-failures, failures: 5 }, open: { kind: fixed, duration: 10s } }
`;

const base: StudyPlan = planOf({
  command: [],
  source: { name: 'shop.yaml', text: SHOP },
  files: {},
  overrides: [],
  arms: 'all',
  cells: ONLY_CELL,
  ticks: false,
});

const SEEDS = 20;
const AIM = { metric: SERVED, better: 'more' } as const;
const CAPACITY: Varied = {
  path: 'paymentService.capacity',
  values: ['100', '200', '400', '800', '1600'],
};
const WORKERS: Varied = { path: 'orderService.workers', values: ['10', '20'] };

const luck = (seed: number, name: string): number => new RandomStream(seed, name).at(0).next();

/** A replication in which the first arm serves 5,000 orders or so, and each other so many more or fewer. */
function observed(seed: number, gains: readonly number[]) {
  const shared = 5_000 + 500 * luck(seed, 'shared');
  const row = rowOf(SERVED);
  return {
    arms: [0, ...gains].map((gain, arm) => ({
      values: STUDY_ROWS.map((_, place) =>
        place === row ? shared + gain + (arm === 0 ? 0 : 40 * (luck(seed, 'own') - 0.5)) : null,
      ),
      facts: [],
      ticks: [],
    })),
    thresholds: [],
  };
}

/** Sweeps a world in which the breaker gains so much, by what the cell sets. */
function swept(
  varied: readonly Varied[],
  gain: (...values: readonly number[]) => number,
): SweepReading {
  const plan = sweepPlan(base, varied, false);
  const state: StudyState = beginStudy(plan.plan, [{ from: 1, count: SEEDS }], null);
  for (const { places, cell, arm } of plan.points) {
    if (arm !== null && arm !== 1) continue;
    const gains = plan.points
      .filter((point) => point.cell === cell && point.arm !== 0)
      .map((point) => gainAt(point.places));
    for (let seed = 1; seed <= SEEDS; seed++) {
      state.findings[cell]!.add(seed, observed(seed, arm === null ? [gainAt(places)] : gains));
    }
  }
  function gainAt(places: readonly number[]): number {
    return gain(...places.map((place, axis) => Number.parseFloat(varied[axis]!.values[place]!)));
  }
  const probe = ({ values }: Probe) => {
    const mean = gain(...values.map(Number.parseFloat));
    return momentsOf(
      Array.from({ length: SEEDS }, (_, k) => mean + 40 * (luck(k + 1, 'own') - 0.5)),
    );
  };
  const flips = play(findFlips(plan, state, AIM), (probes) => probes.map(probe));
  return readSweep(plan, state, AIM, flips);
}

describe('a sweep over facts of the world', () => {
  it('says up to where the breaker is the better arm', () => {
    const { flips, verdict, cells } = swept([CAPACITY], (capacity) => 700 - capacity);
    expect(cells.map(({ arms }) => arms[1]!.difference!.verdict)).toEqual([
      'better',
      'better',
      'better',
      'worse',
      'worse',
    ]);
    expect(flips).toHaveLength(1);
    const [{ about, low, high, betterBelow, arm }] = flips as [SweepReading['flips'][number]];
    expect([betterBelow, arm]).toEqual([true, 'with breaker']);
    expect(Math.abs(Number(about) - 700)).toBeLessThan(10);
    expect(Number(low)).toBeLessThan(700);
    expect(Number(high)).toBeGreaterThan(700);
    expect(verdict[0]).toBe(
      `The breaker saves orders up to a paymentService.capacity of about ${about} (between ${low} and ${high}), above it loses orders.`,
    );
    expect(verdict[1]).toBe('Of 5 cells the breaker saves orders in 3, loses orders in 2.');
  });

  it('of two axes says so for each line of the grid on which it happens', () => {
    const { flips } = swept([CAPACITY, WORKERS], (capacity, workers) =>
      workers === 10 ? 300 - capacity : 500,
    );
    expect(flips.map(({ path, at }) => [path, at])).toContainEqual([
      'paymentService.capacity',
      { 'orderService.workers': '10' },
    ]);
    expect(flips.filter(({ path }) => path === 'paymentService.capacity')).toHaveLength(1);
    // Beyond a capacity of 300 it also changes from 10 workers to 20: whole numbers, to the next.
    const across = flips.filter(({ path }) => path === 'orderService.workers');
    expect(across.map(({ low, high }) => Number(high) - Number(low))).toEqual([1, 1, 1]);
  });

  it('finds nothing where the breaker is better everywhere', () => {
    const { flips, verdict } = swept([CAPACITY], () => 200);
    expect(flips).toEqual([]);
    expect(verdict).toEqual(['The breaker saves orders in every cell.']);
  });

  it('claims nothing where nothing differs', () => {
    const { verdict, cells } = swept([CAPACITY], () => 0);
    expect(cells.every(({ arms }) => arms[1]!.difference!.verdict === '~')).toBe(true);
    expect(verdict).toEqual(['In none of 5 cells can a difference be told.']);
  });
});

describe('a sweep over settings of the pipeline', () => {
  const OPEN: Varied = {
    path: 'orderService.pipeline.breaker.open.duration',
    values: ['1s', '5s', '10s', '20s'],
  };

  it('compares each with today’s, which are run beside them', () => {
    const sweep = swept([OPEN], (seconds) => 100 - 10 * seconds);
    expect([sweep.compares, sweep.baseline]).toEqual(['settings', 'as written']);
    expect(sweep.cells.map(({ values, arms }) => [values[0], arms.length])).toEqual([
      ['1s', 1],
      ['5s', 1],
      ['10s', 1],
      ['20s', 1],
    ]);
    expect(sweep.cells.map(({ arms }) => arms[0]!.difference?.verdict ?? 'today')).toEqual([
      'better',
      'better',
      'today',
      'worse',
    ]);
    expect(sweep.verdict[0]).toContain('breaker.open.duration=1s');
    expect(sweep.verdict[1]).toBe("2 of 4 settings are better than today's beyond doubt, 1 worse.");
  });

  it('puts as many beside today’s as fit, and then begins anew', () => {
    const many = { ...OPEN, values: Array.from({ length: 20 }, (_, i) => `${i + 1}s`) };
    const { plan, points } = sweepPlan(base, [many], false);
    expect(plan.cells.map(({ overrides }) => overrides.length)).toEqual([15, 4]);
    expect(points[9]).toEqual({ places: [9], cell: 0, arm: 0 });
    expect(points[16]).toEqual({ places: [16], cell: 1, arm: 1 });
  });
});
