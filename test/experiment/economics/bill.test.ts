import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../src/scenario/schema.ts';
import { scenarioOf, type Written, withOrdersAt } from '../../model/scenarios.ts';
import { compared } from '../runs.ts';

const PRICES = { margin: '20%', failedOrder: 1.5, incidentsPerYear: 12 };
const everySecond = (orders: number, atOnce = 1): number[] =>
  Array.from({ length: orders * atOnce }, (_, i) => Math.floor(i / atOnce) * 1_000);

/** The first arm's. */
function economicsOf(scenario: Scenario) {
  return compared(scenario).arms[0]!.totals.economics!;
}

/** An order a second for 10.00 each, 200 in all; from 100.5s on the service refuses for 12 s. */
const down = (more: Written = {}, atOnce = 1): Scenario =>
  withOrdersAt(everySecond(200, atOnce), {
    duration: '200s',
    paymentService: {
      latency: '100ms',
      script: [{ at: '100.5s', for: '12s', outage: 'refuse' }],
    },
    economics: PRICES,
    ...more,
  });

describe('the bill of an incident', () => {
  // Twelve orders are lost: 20 % of 120.00, and 1.50 each; windows are of four orders.
  it('is worked by hand', () => {
    expect(economicsOf(down())).toEqual({
      availability: 188 / 200,
      meanTimeToRecoveryMs: 12_000,
      belowNormalMs: 12_000,
      belowNormalMsPerYear: 144_000,
      marginCents: 2_400,
      ordersCents: 1_800,
      chargesCents: 0,
      costPerIncidentCents: 4_200,
      costPerYearCents: 50_400,
    });
  });

  // Orders come in pairs to a service that takes one: the other is refused on any day.
  it('leaves out what fails on any day', () => {
    const paymentService = {
      latency: '100ms',
      capacity: 1,
      queue: 0,
      script: [{ at: '100.5s', for: '12s', outage: 'refuse' }],
    };
    const economics = economicsOf(down({ paymentService }, 2));
    expect(economics.availability).toBe(188 / 400);
    expect(economics.costPerIncidentCents).toBe(4_200);
  });

  it('is the mean of two, and so are the times', () => {
    const script = [
      { at: '50.5s', for: '12s', outage: 'refuse' },
      { at: '102.5s', for: '28s', outage: 'refuse' },
    ];
    const economics = economicsOf(down({ paymentService: { latency: '100ms', script } }));
    expect(economics.costPerIncidentCents).toBe(7_000);
    expect(economics.costPerYearCents).toBe(84_000);
    expect(economics.meanTimeToRecoveryMs).toBe(20_000);
    expect(economics.belowNormalMs).toBe(20_000);
  });

  it('has no time to recovery where one never came', () => {
    const script = [{ at: '100.5s', outage: 'refuse' }];
    const economics = economicsOf(down({ paymentService: { latency: '100ms', script } }));
    expect(economics.meanTimeToRecoveryMs).toBeNull();
    expect(economics.belowNormalMs).toBe(99_000);
    expect(economics.costPerIncidentCents).toBe(99 * 350);
  });

  it('is nothing where nothing is lost', () => {
    const script = [{ at: '100.5s', for: '10s', latency: 'x2' }];
    const economics = economicsOf(down({ paymentService: { latency: '100ms', script } }));
    expect(economics).toMatchObject({
      availability: 1,
      meanTimeToRecoveryMs: 0,
      belowNormalMs: 0,
      costPerIncidentCents: 0,
      costPerYearCents: 0,
    });
  });

  it('does not exist where there is no trouble', () => {
    const economics = economicsOf(down({ paymentService: { latency: '100ms' } }));
    const { availability, ...others } = economics;
    expect(availability).toBe(1);
    expect(Object.values(others).filter((value) => value !== null)).toEqual([]);
  });

  it('knows no year where incidents are given by kind', () => {
    const economics = economicsOf(
      down({ economics: { ...PRICES, incidentsPerYear: { 'hard-down': 2 } } }),
    );
    expect(economics).toMatchObject({
      belowNormalMs: 12_000,
      belowNormalMsPerYear: null,
      costPerIncidentCents: 4_200,
      costPerYearCents: null,
    });
  });

  it('is not there where the scenario names no prices', () => {
    const { economics: _, ...written } = { economics: 0, paymentService: { latency: '100ms' } };
    const run = compared(withOrdersAt(everySecond(5), written));
    expect('economics' in run.arms[0]!.totals).toBe(false);
  });

  it('beyond what can be counted to the cent is refused in words', () => {
    const economics = { ...PRICES, failedOrder: 1e9, incidentsPerYear: 100_000 };
    expect(() => economicsOf(down({ economics }))).toThrow(/smaller prices/);
  });
});

/** Everything goes wrong, and from the start, so that nothing is taken off. */
const chaos = (fallback: readonly Written[]): Scenario =>
  scenarioOf({
    seed: 3,
    duration: '60s',
    traffic: { arrivals: 'poisson', startRate: 40, amount: 30 },
    paymentService: {
      latency: '600ms',
      capacity: 30,
      queue: 60,
      declineRate: 0.05,
      script: [{ at: 0, for: '40s', failureRate: 0.4, latency: 'x1.5' }],
    },
    orderService: {
      workers: 30,
      backlog: 5,
      pipeline: [
        ...fallback,
        { retry: { calls: 2 } },
        { breaker: { trip: { kind: 'consecutive-failures', failures: 8 } } },
        { timeout: '850ms' },
      ],
    },
    economics: {
      margin: '10%',
      failedOrder: 1,
      blockedOrder: 2,
      rejectedOrder: 3,
      substitutedOrder: 4,
      deferredOrder: 5,
      duplicateCharge: 7,
      orphanedCharge: 11,
      incidentsPerYear: 1,
    },
  });

describe.each<[string, readonly Written[]]>([
  ['lost', []],
  ['deferred', [{ fallback: { kind: 'defer', drain: '5/s', after: '5s' } }]],
  ['substituted', [{ fallback: { kind: 'degraded' } }]],
])('every price, of orders that are %s', (what, fallback) => {
  const arms = compared(chaos(fallback)).arms.map(({ totals }) => totals);

  it('has something to be paid for', () => {
    const names = what === 'lost' ? ['failed', 'blocked', 'rejected'] : [what];
    const happened = arms.map(({ orders }) => names.map((name) => orders[name as 'failed'] > 0));
    expect(names.map((_, place) => happened.some((arm) => arm[place]))).not.toContain(false);
    const charged = arms.map(({ charges }) => charges.duplicate * charges.orphaned);
    if (what === 'lost') expect(Math.max(...charged)).toBeGreaterThan(0);
  });

  it.each(arms)('stands in the bill', ({ fate, orders, charges, economics }) => {
    const { failed, blocked, rejected, substituted } = fate.amountCents;
    expect(economics).toMatchObject({
      marginCents: Math.round((failed + blocked + rejected + substituted) / 10),
      ordersCents:
        100 *
        (fate.orders.failed +
          2 * fate.orders.blocked +
          3 * fate.orders.rejected +
          4 * fate.orders.substituted +
          5 * orders.deferred),
      chargesCents: 100 * (7 * charges.duplicate + 11 * charges.orphaned),
    });
  });

  it.each(arms)('takes a declined order for a served one', ({ fate, economics }) => {
    const { paid, paidLater, declined, failed, blocked, rejected, substituted } = fate.orders;
    const answered = paid + paidLater + declined;
    const lost = failed + blocked + rejected + substituted;
    expect(economics!.availability).toBe(answered / (answered + lost));
  });
});
