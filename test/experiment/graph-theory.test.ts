import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/experiment/result.ts';
import { scenarioOf, type Written } from '../model/scenarios.ts';
import { erlangB, meanWaitMMc } from './queueing-theory.ts';
import { compared } from './runs.ts';

/** Two hours, of 70,000 orders and more: what is seen lies within some per cent of what is expected. */
const ORDERS_A_SECOND = 10;

function ran(services: Written, rate = ORDERS_A_SECOND): NonNullable<Result['arms'][number]> {
  const scenario = scenarioOf({
    duration: '2h',
    tick: '10m',
    seed: 5,
    traffic: { arrivals: 'poisson', startRate: rate },
    services,
  });
  return compared(scenario).arms[0]!;
}

const exponential = (mean: number) => ({ distribution: 'exponential', mean: `${mean}ms` });

const meanLatencyMs = (arm: Result['arms'][number], name: string): number =>
  arm.services![name]!.latencyMs!.mean;

const meanWaitMs = (arm: Result['arms'][number], name: string): number =>
  arm.services![name]!.queueWaitMs!.mean;

/** Of all orders: where nothing lies between, they are requests at the front door. */
function latencyOf({ totals }: Result['arms'][number]) {
  const { mean, p50, p95, p99, max } = totals.latencyMs!;
  return { mean, p50, p95, p99, max };
}

function expectNear(seen: number, expected: number, tolerance: number): void {
  expect(Math.abs(seen / expected - 1)).toBeLessThan(tolerance);
}

describe('a graph', { timeout: 60_000 }, () => {
  it('of queues in a row is a Jackson network: each by itself, as if it were alone', () => {
    const arm = ran({
      front: { calls: [{ to: 'a' }, { to: 'b' }, { to: 'c' }] },
      a: { capacity: 1, latency: exponential(50) },
      b: { capacity: 2, latency: exponential(140) },
      c: { capacity: 3, latency: exponential(150) },
    });
    const λ = ORDERS_A_SECOND / 1000;
    expectNear(meanWaitMs(arm, 'a'), meanWaitMMc(1, λ, 1 / 50), 0.05);
    expectNear(meanWaitMs(arm, 'b'), meanWaitMMc(2, λ, 1 / 140), 0.08);
    expectNear(meanWaitMs(arm, 'c'), meanWaitMMc(3, λ, 1 / 150), 0.08);
    expectNear(arm.services!.c!.utilisation!, (λ * 150) / 3, 0.02);
  });

  it('tells how long each queue in a row takes: its wait and its work; the front all of them', () => {
    const arm = ran({
      front: { calls: [{ to: 'a' }, { to: 'b' }] },
      a: { capacity: 1, latency: exponential(60) },
      b: { capacity: 2, latency: exponential(140), calls: [{ to: 'c' }] },
      c: { capacity: 3, latency: exponential(50) },
    });
    const λ = ORDERS_A_SECOND / 1000;
    // Of M/M/1 the sojourn is exponential, so quantiles are known as well as the mean (Burke: b's arrivals are Poisson).
    const a = 1 / (1 / 60 - λ);
    const { latencyMs } = arm.services!.a!;
    expectNear(latencyMs!.mean, a, 0.05);
    expectNear(latencyMs!.p50, a * Math.log(2), 0.05);
    expectNear(latencyMs!.p95, a * Math.log(20), 0.08);
    expectNear(latencyMs!.p99, a * Math.log(100), 0.1);
    const c = meanWaitMMc(3, λ, 1 / 50) + 50;
    expectNear(meanLatencyMs(arm, 'c'), c, 0.02);
    // A place of b is held for its own work and for c's: the wait at b is not known, the rest is.
    const b = arm.services!.b!;
    expectNear(meanLatencyMs(arm, 'b'), b.queueWaitMs!.mean + 140 + c, 0.02);
    expectNear(
      meanLatencyMs(arm, 'front'),
      meanLatencyMs(arm, 'a') + meanLatencyMs(arm, 'b'),
      0.001,
    );
    expectNear(meanLatencyMs(arm, 'front'), arm.totals.latencyMs!.mean, 0.001);
  });

  it('of one queue at the front door tells how long orders wait there', () => {
    const arm = ran({ front: { capacity: 2, latency: exponential(150) } });
    const waited = meanWaitMMc(2, ORDERS_A_SECOND / 1000, 1 / 150);
    expectNear(meanWaitMs(arm, 'front'), waited, 0.08);
    expectNear(meanLatencyMs(arm, 'front'), waited + 150, 0.05);
    expect(arm.services!.front!.latencyMs).toEqual(latencyOf(arm));
  });

  it('of several instances waits the longer the less is known of them', () => {
    const waitBy = (balance: string) =>
      meanWaitMs(
        ran({
          front: { calls: [{ to: 'pool' }] },
          pool: { instances: 4, capacity: 1, balance, latency: exponential(280) },
        }),
        'pool',
      );
    const λ = ORDERS_A_SECOND / 1000;
    // By chance it is four M/M/1 queues; were there one line for all, an M/M/4.
    const [leastBusy, roundRobin, random] = ['least-busy', 'round-robin', 'random'].map(waitBy);
    expectNear(random!, meanWaitMMc(1, λ / 4, 1 / 280), 0.08);
    expect(meanWaitMMc(4, λ, 1 / 280)).toBeLessThan(leastBusy!);
    expect(leastBusy!).toBeLessThan(roundRobin!);
    expect(roundRobin!).toBeLessThan(random!);
  });

  it('that fails over loses to the second what Erlang says the first has no room for', () => {
    const arm = ran({
      front: { calls: [{ route: 'failover', links: [{ to: 'first' }, { to: 'second' }] }] },
      first: { capacity: 3, queue: 0, latency: exponential(200), charges: true },
      second: { latency: exponential(200), charges: true },
    });
    const { first, second } = arm.services!;
    expectNear(second!.requests.received / first!.requests.received, erlangB(3, 2), 0.04);
    expect(arm.totals.orders.paid + arm.totals.orders.pending).toBe(arm.totals.orders.arrived);
  });

  it('that shares by weight thins the flow: each part is as random as the whole', () => {
    const arm = ran({
      front: {
        calls: [
          {
            route: 'weighted',
            links: [
              { to: 'big', weight: '80%' },
              { to: 'small', weight: '20%' },
            ],
          },
        ],
      },
      big: { capacity: 1, latency: exponential(80) },
      small: { capacity: 1, latency: exponential(250) },
    });
    const λ = ORDERS_A_SECOND / 1000;
    expectNear(meanWaitMs(arm, 'big'), meanWaitMMc(1, 0.8 * λ, 1 / 80), 0.1);
    expectNear(meanWaitMs(arm, 'small'), meanWaitMMc(1, 0.2 * λ, 1 / 250), 0.1);
  });
});
