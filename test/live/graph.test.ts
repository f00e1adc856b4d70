import { describe, expect, it } from 'vitest';
import type { ArmResult } from '../../src/experiment/result.ts';
import { measured, simulated } from './on-real-services.ts';

/** One order after the other: which call comes first is then no matter of time. */
const oneByOne = (orders: number, more = ''): string => `
seed: 11
duration: 5m
tick: 1s
traffic: { arrivals: closed, clients: 1, orders: ${orders}${more} }
`;

/** All that a graph's books tell, but for what is a matter of time. */
function books({ totals, services = {}, links = {}, degraded, classes, transitions }: ArmResult) {
  const { orders, calls, amountCents, charges } = totals;
  return {
    ...{ orders, calls, amountCents, charges, degraded, classes },
    services: Object.entries(services).map(([name, { requests, refused, charges, feesCents }]) => ({
      ...{ name, requests, refused, charges, feesCents },
    })),
    links: Object.entries(links).flatMap(([from, ways]) =>
      Object.entries(ways).map(([to, { calls, breaker }]) => ({
        ...{ from, to, calls },
        opens: breaker?.opens,
      })),
    ),
    transitions: transitions.map(({ atMs: _, ...transition }) => transition),
  };
}

describe('a graph of real services does what the simulator says, where time plays no part', () => {
  it.each([
    [
      'services that call services, over one another',
      `${oneByOne(40)}
services:
  shop:
    calls:
      - { to: fraud, pipeline: [fallback: { kind: value }] }
      - { to: bank, pipeline: [retry: { calls: 3, backoff: { kind: fixed, delay: 1ms } }] }
      - { to: stock }
  fraud: { latency: 1ms, failureRate: 30%, calls: [{ to: data, pipeline: [retry: { calls: 2, backoff: { kind: fixed, delay: 1ms } }] }] }
  bank: { charges: true, fee: 1.4%, feePerCharge: 0.1, latency: 1ms, failureRate: 30%, calls: [{ to: data }] }
  stock: { calls: [{ to: data, pipeline: [fallback: { kind: value }] }] }
  data: { latency: 1ms, failureRate: 30% }`,
    ],
    [
      'fleets, each balanced in its own way, with a circuit before each instance',
      `${oneByOne(60)}
services:
  shop:
    instances: 2
    calls:
      - { to: fraud, pipeline: [fallback: { kind: value }] }
      - to: bank
        pipeline:
          - retry: { calls: 2, backoff: { kind: fixed, delay: 1ms } }
          - breaker: { before: instance, trip: { kind: consecutive-failures, failures: 2 }, open: { kind: fixed, duration: 1h } }
  fraud: { instances: 2, balance: random, latency: 1ms, failureRate: 20%, script: [{ at: 0s, failureRate: 90%, instance: 2 }] }
  bank: { instances: 3, balance: random, charges: true, latency: 1ms, script: [{ at: 0s, failureRate: 60%, instances: 30% }] }`,
    ],
    [
      'routes, a guarded backup, and services far apart',
      `${oneByOne(40, ', regions: { eu: 50%, us: 50% }')}
regions: { eu: { us: 3ms } }
services:
  shop:
    regions: [eu, us]
    calls:
      - route: weighted
        links:
          - { to: near, weight: 60%, pipeline: [retry: { calls: 2, backoff: { kind: fixed, delay: 1ms } }] }
          - { to: far, weight: 40%, pipeline: [fallback: { kind: backup, to: spare, pipeline: [retry: { calls: 2, backoff: { kind: fixed, delay: 1ms } }] }] }
      - { route: failover, links: [{ to: log }, { to: spare }] }
      - { route: round-robin, links: [{ to: log }, { to: spare }] }
  near: { regions: [eu, us], charges: true, latency: 1ms, failureRate: 40%, script: [{ at: 0s, failureRate: 80%, region: us }] }
  far: { regions: [us], charges: true, latency: 1ms, failureRate: 60% }
  spare: { charges: true, latency: 1ms, failureRate: 30% }
  log: { latency: 1ms, failureRate: 40% }`,
    ],
    [
      'classes of orders, each with a circuit of its own',
      `${oneByOne(50, ', classes: { read: { share: 60%, amount: 20 }, write: { share: 40%, amount: { distribution: uniform, min: 10, max: 90 } } }')}
services:
  shop:
    calls:
      - to: bank
        pipeline:
          - breaker: { before: class, trip: { kind: consecutive-failures, failures: 3 }, open: { kind: fixed, duration: 1h } }
  bank: { charges: true, latency: 1ms, failureRate: 10%, classes: { write: { failureRate: 70%, latency: 2ms } } }`,
    ],
    [
      'instances that fail are left alone',
      `${oneByOne(60)}
services:
  shop: { calls: [{ to: bank }] }
  bank:
    instances: 3
    charges: true
    latency: 1ms
    outlierDetection: { consecutiveFailures: 3, interval: 1h, baseEjection: 2h, maxEjected: 50% }
    script: [{ at: 0s, failureRate: 100%, instance: 2 }]`,
    ],
  ])('%s', async (_, text) => {
    const { arms } = await measured(text);
    expect(books(arms[0]!)).toEqual(books(simulated(text)));
  });
});

it('a hedge takes the first answer, and gives the other call up', async () => {
  const text = `${oneByOne(5)}
services:
  shop: { calls: [{ route: hedge, after: 20ms, links: [{ to: slow }, { to: quick }] }] }
  slow: { charges: true, cancellation: on-timeout, latency: 30s }
  quick: { charges: true, latency: 1ms }`;
  const { arms } = await measured(text);
  const { totals, services, links } = arms[0]!;
  expect(totals.orders.paid).toBe(5);
  const { received, stopped, pending } = services!.slow!.requests;
  // Of the last one the end may not be told any more: the run ends with its order.
  expect([received, stopped + pending]).toEqual([5, 5]);
  expect(links!.shop!.slow!.calls.timedOut).toBe(5);
  expect(totals.charges).toEqual({ made: 5, duplicate: 0, orphaned: 0 });
});
