import { describe, expect, it } from 'vitest';
import { compared } from '../../experiment/runs.ts';
import { scenarioOf, type Written } from '../scenarios.ts';

const PAYING = { latency: '10ms', charges: true };

function results(pay: Written, shop: Written = {}, more: Written = {}) {
  const scenario = scenarioOf({
    duration: '1m',
    tick: '1s',
    traffic: { arrivals: 'evenly-spaced', startRate: 100 },
    services: { shop: { ...shop, calls: [{ to: 'pay' }] }, pay: { ...PAYING, ...pay } },
    ...more,
  });
  const { arms } = compared(scenario);
  return arms.map(({ name, totals, services, ticks }) => ({
    name,
    failed: totals.orders.failed,
    ejections: services!.pay!.ejections,
    ejected: services!.pay!.ejected,
    byTick: ticks!.map((tick) => tick.services!.pay!.ejected),
    breaker: totals.breaker,
  }));
}

/** One of ten fails from 5 s on; every tenth order meets it. */
const oneBad = {
  instances: 10,
  outlierDetection: {},
  script: [{ at: '5s', failureRate: 1, instance: 4 }],
};

describe('outlier detection in a run', () => {
  it('loses five orders of one bad instance, and one in ten where nobody looks', () => {
    const [without, detecting] = results(oneBad);
    expect(without).toMatchObject({ name: 'without breaker', failed: 550, ejections: 0 });
    expect(detecting!.name).toBe('with breaker');
    // Out at 5.44 s, back at the sweep of 40 s, out again with the fifth failure: for the rest of the run.
    expect(detecting).toMatchObject({ failed: 10, ejections: 2 });
    const lasts = (60_000 - 5_440 - (40_450 - 40_000)) / 60_000;
    expect(detecting!.ejected).toBeCloseTo(lasts / 10, 3);
    expect(detecting!.byTick.slice(4, 7)).toEqual([0, 0.1, 0.1]);
  });

  it('each calling instance learns by itself', () => {
    const [, detecting] = results(oneBad, { instances: 4 });
    expect(detecting).toMatchObject({ failed: 40, ejections: 8 });
  });

  it('ejects none of nine, by the rule of ten per cent', () => {
    const [without, detecting] = results({ ...oneBad, instances: 9 });
    expect(detecting!.failed).toBe(without!.failed);
  });

  it('in panic all are used again', () => {
    const all = {
      ...oneBad,
      outlierDetection: { maxEjected: '100%' },
      script: [{ at: '5s', failureRate: 1, instances: '60%' }],
    };
    const [without, detecting] = results(all);
    expect(detecting!.ejections).toBeGreaterThanOrEqual(6);
    // Five are ejected without panic; with the sixth it begins, and six in ten orders fail as before.
    expect(detecting!.failed).toBeGreaterThan(0.9 * without!.failed);
  });

  it('where panic is off and all are ejected, all are used', () => {
    const all = {
      ...oneBad,
      outlierDetection: { maxEjected: '100%', panic: '0%' },
      script: [{ at: '5s', failureRate: 1 }],
    };
    const [without, detecting] = results(all);
    expect(detecting!.failed).toBe(without!.failed);
  });

  it.each(['round-robin', 'random', 'least-busy'])('%s leaves the ejected one out', (balance) => {
    const [without, detecting] = results({ ...oneBad, balance });
    expect(without!.failed).toBeGreaterThan(400);
    expect(detecting!.failed).toBe(10);
  });

  it('a "no" of the business is an answer', () => {
    const [, detecting] = results({
      ...oneBad,
      script: [{ at: '5s', declineRate: 1, instance: 4 }],
    });
    expect(detecting!.ejections).toBe(0);
  });

  it('an instance that hangs is ejected by the timeouts of its callers', () => {
    const scenario = scenarioOf({
      duration: '20s',
      traffic: { arrivals: 'evenly-spaced', startRate: 100 },
      services: {
        shop: { calls: [{ to: 'pay', pipeline: [{ timeout: '100ms' }] }] },
        pay: {
          ...PAYING,
          ...oneBad,
          script: [{ at: '5s', outage: 'hang', instance: 4 }],
        },
      },
    });
    const { arms } = compared(scenario);
    expect(arms[1]!.totals.calls.timedOut).toBe(5);
  });
});
