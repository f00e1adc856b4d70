import { describe, expect, it } from 'vitest';
import { armsOf } from '../../src/experiment/arms.ts';
import type { Result } from '../../src/experiment/result.ts';
import { scenarioOf, type Written } from '../model/scenarios.ts';
import { expectLawful } from './laws.ts';
import { compared, run } from './runs.ts';

/** Some 500,000 events an arm: enough to be asked several times whether to go on. */
const LONG: Written = {
  duration: '10m',
  tick: '10s',
  traffic: { arrivals: 'poisson', startRate: '300/s' },
  paymentService: {
    latency: { distribution: 'exponential', mean: '100ms' },
    capacity: 60,
    failureRate: '5%',
    script: [{ at: '1m', for: '30s', failureRate: '60%' }],
  },
  orderService: {
    pipeline: [
      { retry: {} },
      {
        breaker: {
          trip: { kind: 'failure-rate', window: { calls: 50 } },
          open: { kind: 'fixed', duration: '5s' },
        },
      },
      { timeout: '1s' },
    ],
  },
};
/** Of each arm the orders, all money and charges aside. */
const arrivals = ({ arms }: Result) => arms.map(({ totals }) => totals.orders.arrived);

describe('an experiment that is stopped', () => {
  it.each([
    ['10s', 1],
    ['10s', 2],
    ['10s', 5],
    ['10m', 1],
    ['10m', 4],
    ['7s', 6],
  ])(
    'tick %s, at yield %i: tells what is known so far, both arms to the same instant',
    (tick, stopAfter) => {
      const scenario = scenarioOf({ ...LONG, tick });
      const result = run(scenario, armsOf(scenario), { stopAfter });
      const { untilMs } = result.partial!;
      expect(untilMs).toBeGreaterThan(0);
      expect(untilMs).toBeLessThan(scenario.duration);
      expectLawful(result, scenario);
      expect(new Set(arrivals(result)).size).toBe(1);
      expect(new Set(result.arms.map(({ ticks }) => ticks!.length)).size).toBe(1);

      // It is the whole run, cut off: the ticks before the last are those of a run that goes on.
      const whole = compared(scenario);
      expect(whole.partial).toBeUndefined();
      for (const [i, arm] of result.arms.entries()) {
        const before = arm.ticks!.slice(0, -1);
        expect(before).toEqual(whole.arms[i]!.ticks!.slice(0, before.length));
        const cut = arm.transitions.length;
        expect(arm.transitions).toEqual(whole.arms[i]!.transitions.slice(0, cut));
      }
    },
  );

  it('goes no further for the second arm than for the first, however long the tick', () => {
    const scenario = scenarioOf({ ...LONG, tick: '10m' });
    const { partial } = run(scenario, armsOf(scenario), { stopAfter: 1 });
    expect(partial!.untilMs).toBeLessThan(300_000);
  });

  it('closed loops that have ended stay ended', () => {
    const scenario = scenarioOf({
      ...LONG,
      duration: '1h',
      tick: '1s',
      traffic: { arrivals: 'closed', clients: 50, orders: 60_000 },
      paymentService: { latency: '10ms', failureRate: '30%' },
    });
    const whole = compared(scenario);
    // Some arm ends first; the other is stopped later.
    const lengths = whole.arms.map(({ ticks }) => ticks!.length);
    expect(lengths[0]).not.toBe(lengths[1]);
    let stoppedApart = 0;
    for (let stopAfter = 1; ; stopAfter++) {
      const result = run(scenario, armsOf(scenario), { stopAfter });
      expectLawful(result, scenario);
      if (result.partial === undefined) break;
      const [first, second] = result.arms.map(({ ticks }) => ticks!.length);
      if (first !== second) stoppedApart++;
    }
    expect(stoppedApart).toBeGreaterThan(0);
  });
});
