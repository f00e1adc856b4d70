import { describe, expect, it } from 'vitest';
import { createWorld, type WorldListeners } from '../../src/model/world.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { chiSquare, moments } from '../kernel/statistics.ts';
import { scenarioOf, type Written, withOrdersAt } from './scenarios.ts';

const NOBODY: WorldListeners = {
  orders: undefined,
  onTransition: () => {},
  onCall: undefined,
  ticks: false,
  keepsLives: false,
  follower: undefined,
};

/** The orders of a run, paid the instant they come: their instants and amounts. */
function ordersOf(scenario: Scenario) {
  const instants: number[] = [];
  const amounts: number[] = [];
  const { agenda } = createWorld(scenario, {
    ...NOBODY,
    orders: {
      settled: () => {},
      ended: (number, _, amountCents) => {
        instants[number] = agenda.now;
        amounts[number] = amountCents;
      },
    },
  });
  agenda.runUntil(scenario.duration, Number.POSITIVE_INFINITY);
  return { instants, amounts };
}

const flood = (traffic: Written, more: Written = {}) =>
  scenarioOf({ duration: '30s', traffic, paymentService: { latency: 0 }, ...more });

describe('Poisson arrivals', () => {
  const STAGED = {
    arrivals: 'poisson',
    startRate: '20/s',
    stages: [
      { duration: '10s', target: '20/s' },
      { duration: '10s', target: '60/s' },
      { duration: 0, target: '5/s' },
    ],
  };

  it('are so many in each stage as the rate says, with the variance of the Poisson law', () => {
    const SEEDS = 400;
    const counts: number[][] = [[], [], []];
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { instants } = ordersOf(flood(STAGED, { seed }));
      for (const [stage, found] of counts.entries()) {
        found.push(instants.filter((at) => Math.floor(at / 10_000) === stage).length);
      }
    }
    for (const [stage, expected] of [200, 400, 50].entries()) {
      const { mean, variance } = moments(counts[stage]!);
      // Five standard errors: of the mean √(λ/n), of the variance about λ√(2/n).
      expect(Math.abs(mean - expected)).toBeLessThan(5 * Math.sqrt(expected / SEEDS));
      expect(Math.abs(variance / expected - 1)).toBeLessThan(5 * Math.sqrt(2 / SEEDS));
    }
  });

  it('are exponentially far apart while the rate is constant', () => {
    const { instants } = ordersOf(flood({ arrivals: 'poisson', startRate: '1000/s' }));
    const gaps = instants.slice(1).map((at, i) => at - instants[i]!);
    // The grid has 1024 instants a ms: fifty bins of a mean of 1 ms are far coarser.
    expect(Math.abs(chiSquare(gaps, (gap) => 1 - Math.exp(-gap), 50))).toBeLessThan(5);
  });
});

describe('evenly spaced arrivals', () => {
  it.each([3, 7, 30, 999])(
    'at %s/s: the k-th is at k/rate, rounded once and never added up',
    (perSecond) => {
      const traffic = { arrivals: 'evenly-spaced', startRate: `${perSecond}/s` };
      const { instants } = ordersOf(flood(traffic, { duration: '10m' }));
      expect(instants.length).toBe(600 * perSecond);
      instants.forEach((at, k) => {
        if (Math.abs(at - (1000 * k) / perSecond) > 0.5 / 1024)
          expect.fail(`the ${k}-th is at ${at}`);
      });
    },
  );

  it('one every 200 ms, from the start, the end excluded', () => {
    const traffic = { arrivals: 'evenly-spaced', startRate: '5/s' };
    const { instants } = ordersOf(flood(traffic, { duration: '1s' }));
    expect(instants).toEqual([0, 200, 400, 600, 800]);
  });
});

describe('amounts', () => {
  const AMOUNT = { distribution: 'exponential', mean: 40 };
  const poisson = { arrivals: 'poisson', startRate: '1000/s', amount: AMOUNT };

  it('are whole cents from their distribution', () => {
    const { amounts } = ordersOf(flood(poisson));
    const { mean } = moments(amounts);
    expect(Math.abs(mean - 4000)).toBeLessThan((5 * 4000) / Math.sqrt(amounts.length));
    expect(amounts.filter((cents) => !Number.isInteger(cents))).toEqual([]);
  });

  it('go with the order, however the orders come', () => {
    const evenly = { arrivals: 'evenly-spaced', startRate: '500/s', amount: AMOUNT };
    const { amounts } = ordersOf(flood(evenly));
    expect(ordersOf(flood(poisson)).amounts.slice(0, amounts.length)).toEqual(amounts);
  });
});

it('a trace is replayed as recorded, those of one instant in the order of the file', () => {
  const scenario = withOrdersAt([0, 250, 250, 1000.5], { paymentService: { latency: 0 } });
  expect(ordersOf(scenario)).toEqual({
    instants: [0, 250, 250, 1000.5],
    amounts: [1000, 1000, 1000, 1000],
  });
});
