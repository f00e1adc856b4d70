import { describe, expect, it } from 'vitest';
import { withOrdersAt } from './scenarios.ts';
import { follow, written } from './timeline.ts';

const ALL_FAIL = { latency: '100ms', failureRate: '100%' };
const twice = (delay: string) => ({ retry: { calls: 2, backoff: { kind: 'fixed', delay } } });
const breaker = (failures: number) => ({
  breaker: {
    trip: { kind: 'consecutive-failures', failures },
    open: { kind: 'fixed', duration: '1h' },
  },
});

/** Name, instants of orders, PaymentService, OrderService, timeline. */
const TIMELINES: readonly [string, number[], object, object, string][] = [
  [
    'workers and backlog: one in hand, one waits, the next is rejected',
    [0, 10, 20, 100],
    { latency: '100ms' },
    { workers: 1, backlog: 1 },
    `at 20  order 3 rejected
     at 100 order 1 call 1 successful
     at 100 order 1 paid
     at 200 order 2 call 1 successful
     at 200 order 2 paid
     at 300 order 4 call 1 successful
     at 300 order 4 paid`,
  ],
  [
    'no backlog: rejected at once',
    [0, 1, 100],
    { latency: '100ms' },
    { workers: 1, backlog: 0 },
    `at 1   order 2 rejected
     at 100 order 1 call 1 successful
     at 100 order 1 paid
     at 200 order 3 call 1 successful
     at 200 order 3 paid`,
  ],
  [
    'a worker is held for the whole life of its order, waits between calls included',
    [0, 10],
    ALL_FAIL,
    { workers: 1, pipeline: [twice('1s')] },
    `at 100  order 1 call 1 failed
     at 1200 order 1 call 2 failed
     at 1200 order 1 failed
     at 1300 order 2 call 1 failed
     at 2400 order 2 call 2 failed
     at 2400 order 2 failed`,
  ],
  [
    'an open circuit empties the whole backlog in an instant',
    [0, 1, 2, 3],
    ALL_FAIL,
    { workers: 1, pipeline: [breaker(1)] },
    `at 100 order 1 call 1 failed
     at 100 order 2 call 1 blocked
     at 100 order 3 call 1 blocked
     at 100 order 4 call 1 blocked
     at 100 closed -> open: 1 failure
     at 100 order 1 failed
     at 100 order 2 blocked
     at 100 order 3 blocked
     at 100 order 4 blocked`,
  ],
  [
    'instances take orders in turn, each with its own workers and backlog',
    [0, 1, 2, 3, 4, 5],
    { latency: '100ms', script: [{ at: '1ms', for: '1ms', latency: '50ms' }] },
    { instances: 2, workers: 1, backlog: 1 },
    `at 4   order 5 rejected
     at 5   order 6 rejected
     at 51  order 2 call 1 successful
     at 51  order 2 paid
     at 100 order 1 call 1 successful
     at 100 order 1 paid
     at 151 order 4 call 1 successful
     at 151 order 4 paid
     at 200 order 3 call 1 successful
     at 200 order 3 paid`,
  ],
  [
    'instances each have a breaker: that of the first opens, the second serves on',
    [0, 50, 200, 250, 300],
    {
      latency: '10ms',
      script: [
        { at: 0, for: '1ms', failureRate: 1 },
        { at: '200ms', for: '1ms', failureRate: 1 },
      ],
    },
    { instances: 2, pipeline: [breaker(2)] },
    `at 10  order 1 call 1 failed
     at 10  order 1 failed
     at 60  order 2 call 1 successful
     at 60  order 2 paid
     at 210 order 3 call 1 failed
     at 210 closed -> open: 2 consecutive failures
     at 210 order 3 failed
     at 260 order 4 call 1 successful
     at 260 order 4 paid
     at 300 order 5 call 1 blocked
     at 300 order 5 blocked`,
  ],
];

describe('the OrderService', () => {
  it.each(TIMELINES)('%s', (_, instants, paymentService, orderService, timeline) => {
    const scenario = withOrdersAt(instants, { paymentService, orderService, duration: '10m' });
    expect(follow(scenario).timeline).toBe(written(timeline));
  });

  it('ends a backlog of 50,000 within one event', () => {
    const instants = Array.from({ length: 50_000 }, (_, i) => i / 1024);
    const orderService = { workers: 1, pipeline: [breaker(1)] };
    const { timeline } = follow(
      withOrdersAt(instants, { paymentService: ALL_FAIL, orderService, duration: '10m' }),
    );
    expect(timeline.match(/^at 100 order \d+ blocked$/gm)).toHaveLength(49_999);
  });

  it('of several instances shows the state that most are in, the graver one of equals', () => {
    const open = (instances: number, orders: number) => {
      const scenario = withOrdersAt(
        Array.from({ length: orders }, (_, i) => i),
        {
          paymentService: ALL_FAIL,
          orderService: { instances, pipeline: [breaker(1)] },
          duration: '1s',
        },
      );
      return follow(scenario).world.breakers[0]!;
    };
    expect(open(3, 1).state).toBe('closed');
    expect(open(3, 2).state).toBe('open');
    expect(open(2, 1).state).toBe('open');
    const watch = open(2, 1);
    expect([watch.opens, watch.meanTimeIn('open')]).toEqual([1, (1000 - 100) / 2]);
  });
});
