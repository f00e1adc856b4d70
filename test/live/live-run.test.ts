import { describe, expect, it } from 'vitest';
import { measured, simulated } from './on-real-services.ts';

/** A closed loop ends with its last order, however slow the machine: nothing in these tests is a matter of time. */
const closed = (clients: number, orders: number): string => `
seed: 11
duration: 5m
tick: 1s
traffic: { arrivals: closed, clients: ${clients}, orders: ${orders}, amount: { distribution: uniform, min: 10, max: 90 } }
`;

describe('what real services do is what the simulator says, where time plays no part', () => {
  it.each([
    [
      'failures and retries',
      `${closed(5, 40)}
paymentService: { latency: 2ms, failureRate: 40%, declineRate: 10% }
orderService: { pipeline: [retry: { calls: 3, backoff: { kind: fixed, delay: 1ms } }] }`,
    ],
    [
      'a breaker that opens for good',
      `${closed(1, 12)}
paymentService: { latency: 1ms, failureRate: 50% }
orderService:
  pipeline:
    - breaker: { trip: { kind: consecutive-failures, failures: 3 }, open: { kind: fixed, duration: 1h } }`,
    ],
    [
      'an answer in the place of what failed',
      `${closed(2, 20)}
paymentService: { latency: 1ms, failureRate: 50% }
orderService: { pipeline: [fallback: { kind: value }] }`,
    ],
    [
      'a second gateway',
      `${closed(2, 20)}
paymentService: { latency: 1ms, failureRate: 70% }
backupService: { latency: 1ms, failureRate: 30% }
orderService: { pipeline: [fallback: { kind: backup }] }`,
    ],
    [
      'a chain of services, one of which the order can do without',
      `
seed: 5
duration: 5m
tick: 1s
traffic: { arrivals: closed, clients: 2, orders: 20 }
services:
  shop:
    calls:
      - { to: fraud, pipeline: [fallback: { kind: value }] }
      - { to: bank, pipeline: [retry: { calls: 2, backoff: { kind: fixed, delay: 1ms } }] }
  fraud: { latency: 1ms, failureRate: 40% }
  bank: { latency: 1ms, failureRate: 30%, charges: true }`,
    ],
    [
      'a network, and keys that make charges unique',
      `${closed(3, 15)}
paymentService:
  latency: 1ms
  failureRate: 30%
  idempotencyKeys: true
  network: { distribution: uniform, min: 1ms, max: 3ms }
orderService: { pipeline: [retry: { calls: 2, backoff: { kind: fixed, delay: 1ms } }] }`,
    ],
  ])('%s', async (_, text) => {
    const { arms, source } = await measured(text);
    const [real] = arms;
    const model = simulated(text);
    expect(source).toBe('live');
    const { orders, calls, amountCents, charges, backup } = real!.totals;
    expect({ orders, calls, amountCents, charges, paid: backup?.paid }).toEqual({
      orders: model.totals.orders,
      calls: model.totals.calls,
      amountCents: model.totals.amountCents,
      charges: model.totals.charges,
      paid: model.totals.backup?.paid,
    });
    expect(real!.transitions.map(({ from, to }) => `${from} -> ${to}`)).toEqual(
      model.transitions.map(({ from, to }) => `${from} -> ${to}`),
    );
  });

  it('orders that are deferred are settled, each with its own end', async () => {
    const text = `
seed: 3
duration: 2s
tick: 1s
traffic: { arrivals: closed, clients: 1, orders: 6, think: 100ms }
paymentService: { latency: 1ms, failureRate: 60% }
orderService: { pipeline: [fallback: { kind: defer, drain: 100/s, after: 10ms, tries: 3 }] }`;
    const { arms } = await measured(text);
    const { deferred, orders } = arms[0]!.totals;
    expect(orders.deferred).toBe(simulated(text).totals.orders.deferred);
    expect(deferred).not.toBeNull();
  });

  it('a run that is interrupted tells what is known so far', async () => {
    let looks = 0;
    const { partial, arms } = await measured(
      `duration: 10m
tick: 1s
traffic: { arrivals: evenly-spaced, startRate: 50/s }
paymentService: { latency: 1ms }`,
      { isInterrupted: () => ++looks > 8 },
    );
    expect(partial!.untilMs).toBeGreaterThan(0);
    expect(arms[0]!.endMs).toBe(partial!.untilMs);
  });
});
