import { describe, expect, it } from 'vitest';
import { gravestState } from '../../src/model/books/breaker-watch.ts';
import { withOrdersAt } from './scenarios.ts';
import { follow } from './timeline.ts';

/** Opens at the first failure, for five seconds; the first success closes it. */
const breaker = {
  trip: { kind: 'consecutive-failures', failures: 1 },
  open: { kind: 'fixed', duration: '5s' },
  probe: { permits: 1, successes: 1 },
};

const failing = (at: string, lasts: string) => ({ at, for: lasts, failureRate: '100%' });

/** What is told | orders at | the service | the run | orders blocked while fit, and for how long. */
const CAUTION: readonly [string, readonly number[], object, string, number, number][] = [
  [
    'from the first order blocked after the trouble until the breaker closes',
    [0, 500, 2000, 3000, 5200],
    { latency: '100ms', script: [failing('0s', '1s')] },
    '10s',
    2,
    5300 - 2000,
  ],
  [
    'until the run ends',
    [0, 500, 2000, 3000],
    { latency: '100ms', script: [failing('0s', '1s')] },
    '4s',
    2,
    4000 - 2000,
  ],
  [
    'until an order is blocked in a new trouble, and again after it',
    [0, 2000, 3000, 4000, 5200],
    { latency: '100ms', script: [failing('0s', '1s'), failing('2500ms', '1s')] },
    '10s',
    2,
    3000 - 2000 + (5300 - 4000),
  ],
  [
    'not while its only place is taken',
    [0, 5, 500, 3500, 5200],
    { latency: '3s', errorLatency: '10ms', capacity: 1, script: [failing('0s', '1ms')] },
    '10s',
    1,
    8200 - 3500,
  ],
  [
    'not where the trouble has no end',
    [0, 500, 2000],
    { latency: '100ms', script: [{ at: 0, failureRate: '100%' }] },
    '10s',
    0,
    0,
  ],
];

describe('orders that are blocked while the service is fit', () => {
  it.each(CAUTION)('%s', (_, instants, paymentService, duration, orders, ms) => {
    const { world } = follow(
      withOrdersAt(instants, {
        duration,
        paymentService,
        orderService: { pipeline: [{ breaker }] },
      }),
    );
    expect(world.ledger.blockedWhileFit).toEqual({ orders, amountCents: orders * 1000 });
    expect(world.breakers[0]!.blockedWhileFitMs).toBe(ms);
  });

  it('are orders, not calls, and a fallback that steps in for one does not hide it', () => {
    const { world } = follow(
      withOrdersAt([0, 2000], {
        duration: '4s',
        paymentService: { latency: '100ms', script: [failing('0s', '1s')] },
        orderService: { pipeline: [{ fallback: { kind: 'value' } }, { breaker }] },
      }),
    );
    expect(world.ledger.blockedWhileFit.orders).toBe(1);
    expect(world.breakers[0]!.blockedCalls).toBe(1);
  });

  it('of several instances, as the mean of their times', () => {
    const { world } = follow(
      withOrdersAt([0, 1000, 2000, 3000], {
        duration: '4s',
        paymentService: { latency: '100ms', script: [failing('0s', '1ms')] },
        orderService: { instances: 2, pipeline: [{ breaker }] },
      }),
    );
    expect(world.ledger.blockedWhileFit.orders).toBe(1);
    expect(world.breakers[0]!.blockedWhileFitMs).toBe((4000 - 2000) / 2);
  });
});

describe('several breakers in one pipeline', () => {
  const tolerant = { ...breaker, trip: { kind: 'consecutive-failures', failures: 2 } };
  const { world, timeline } = follow(
    withOrdersAt([0, 1000], {
      duration: '4s',
      paymentService: { latency: '100ms', failureRate: 1 },
      orderService: {
        pipeline: [{ breaker: { name: 'outer', ...tolerant } }, { timeout: '1s' }, { breaker }],
      },
    }),
  );

  it('are watched each by itself', () => {
    expect(timeline).toContain('order 2 blocked');
    expect(
      world.breakers.map(({ name, place, state, opens, blockedCalls, blockedWhileFitMs }) => ({
        name,
        place,
        state,
        opens,
        blockedCalls,
        blockedWhileFitMs,
      })),
    ).toEqual([
      { name: 'outer', place: 0, state: 'closed', opens: 0, blockedCalls: 0, blockedWhileFitMs: 0 },
      {
        name: 'breaker 2',
        place: 2,
        state: 'open',
        opens: 1,
        blockedCalls: 1,
        blockedWhileFitMs: 4000 - 1000,
      },
    ]);
  });

  it('are as grave together as the gravest of them', () => {
    expect(gravestState(world.breakers)).toBe('open');
    expect(gravestState(world.breakers.slice(0, 1))).toBe('closed');
    expect(gravestState([])).toBeNull();
  });
});
