import { describe, expect, it } from 'vitest';
import { writtenForm } from '../../../src/scenario/written-form.ts';
import { compared } from '../../experiment/runs.ts';
import { scenarioOf, type Written } from '../scenarios.ts';
import { written } from '../timeline.ts';
import { timelineOf } from './graphs.ts';

const breaker = (name: string, failures: number) => ({
  breaker: {
    name,
    trip: { kind: 'consecutive-failures', failures },
    open: { kind: 'fixed', duration: '5s' },
  },
});

/** A shop, its first provider, and a second one whose way has a pipeline of its own. */
const services = (second: readonly Written[], more: Written = {}) => ({
  shop: {
    calls: [
      {
        to: 'stripe',
        pipeline: [
          { fallback: { kind: 'backup', to: 'adyen', pipeline: second } },
          breaker('first', 1),
          { timeout: '500ms' },
        ],
      },
    ],
  },
  stripe: { charges: true, latency: '100ms', failureRate: 1 },
  adyen: { charges: true, latency: '100ms', failureRate: 1 },
  paypal: { charges: true, latency: '20ms' },
  ...more,
});

const THIRD = { fallback: { kind: 'backup', to: 'paypal' } };

describe('the way to a backup', () => {
  it.each<[string, readonly Written[], readonly number[], string]>([
    [
      'has a timeout of its own',
      [{ timeout: '30ms' }],
      [0],
      `at 100 stripe: order 1 call 1 failed
       at 100 closed -> open: 1 failure
       at 130 adyen: order 1 call 1 timed out
       at 130 order 1 failed: timed out`,
    ],
    [
      'has a breaker of its own, and that a fallback before it to a third',
      [THIRD, breaker('second', 2)],
      [0, 1000, 2000],
      `at 100 stripe: order 1 call 1 failed
       at 100 closed -> open: 1 failure
       at 200 adyen: order 1 call 1 failed
       at 220 paypal: order 1 call 1 successful
       at 220 order 1 paid
       at 1000 stripe: order 2 call 1 blocked
       at 1100 adyen: order 2 call 1 failed
       at 1100 closed -> open: 2 consecutive failures
       at 1120 paypal: order 2 call 1 successful
       at 1120 order 2 paid
       at 2000 stripe: order 3 call 1 blocked
       at 2000 adyen: order 3 call 1 blocked
       at 2020 paypal: order 3 call 1 successful
       at 2020 order 3 paid`,
    ],
    [
      'has retries of its own',
      [{ retry: { calls: 2, backoff: { kind: 'fixed', delay: '10ms' } } }],
      [0],
      `at 100 stripe: order 1 call 1 failed
       at 100 closed -> open: 1 failure
       at 200 adyen: order 1 call 1 failed
       at 310 adyen: order 1 call 2 failed
       at 310 order 1 failed`,
    ],
  ])('%s', (_, second, instants, timeline) => {
    expect(timelineOf(instants, services(second), '4s')).toBe(written(timeline));
  });

  const file = {
    duration: '30s',
    traffic: { arrivals: 'evenly-spaced', startRate: 20 },
    services: services([THIRD, breaker('second', 5), { timeout: '1s' }]),
    arms: { none: { without: ['breaker'] }, 'first only': { without: ['second'] }, both: {} },
  };

  it('counts its breakers like any other, and goes without them where an arm does', () => {
    const { arms } = compared(scenarioOf(file));
    const names = arms.map(({ breakers = [] }) =>
      breakers.map(({ name, link }) => `${name}: ${link!.from} to ${link!.to}`),
    );
    expect(names).toEqual([
      [],
      ['first: shop to stripe'],
      ['first: shop to stripe', 'second: shop to adyen'],
    ]);
    const [none, first, both] = arms.map(({ links }) => links!.shop!);
    expect([none!.stripe!.calls.blocked, none!.adyen!.calls.blocked]).toEqual([0, 0]);
    expect(first!.stripe!.calls.blocked).toBeGreaterThan(500);
    expect(first!.adyen!.calls.blocked).toBe(0);
    expect(both!.adyen!.calls.blocked).toBeGreaterThan(500);
    expect(both!.paypal!.calls.started).toBeGreaterThan(590);
    const [one, two] = arms[2]!.breakers!;
    expect(one!.blocked).toBe(both!.stripe!.calls.blocked);
    expect(two!.blocked).toBe(both!.adyen!.calls.blocked);
    expect(arms[2]!.totals.orders.paid + arms[2]!.totals.orders.pending).toBe(600);
  });

  it('is written as it is read', () => {
    const once = writtenForm(scenarioOf(file));
    expect(writtenForm(scenarioOf(once))).toEqual(once);
    expect(JSON.stringify(once)).toContain('"name":"second"');
  });
});
