import { describe, expect, it } from 'vitest';
import { withOrdersAt } from './scenarios.ts';
import { follow, written } from './timeline.ts';

/** Each policy alone before a service whose every answer is known, followed by hand. */
const TIMELINES: readonly [string, readonly number[], object, object, string][] = [
  [
    'a bulkhead of one place and one seat: the third order at once is turned away',
    [0, 10, 20],
    { latency: '100ms' },
    { bulkhead: { calls: 1, queue: 1 } },
    `at 20  order 3 rejected
     at 100 order 1 call 1 successful
     at 100 order 1 paid
     at 200 order 2 call 1 successful
     at 200 order 2 paid`,
  ],
  [
    'a rate limit of 10/s with a burst of 2: a token every 100 ms',
    [0, 0, 0, 100, 150, 199, 200],
    { latency: '1ms' },
    { rateLimit: { rate: '10/s', burst: 2 } },
    `at 0   order 3 rejected
     at 1   order 1 call 1 successful
     at 1   order 2 call 1 successful
     at 1   order 1 paid
     at 1   order 2 paid
     at 101 order 4 call 1 successful
     at 101 order 4 paid
     at 150 order 5 rejected
     at 199 order 6 rejected
     at 201 order 7 call 1 successful
     at 201 order 7 paid`,
  ],
  [
    'a limit that starts at 2 and halves with a failure',
    [0, 0, 0, 200, 200],
    { latency: '100ms', failureRate: 1 },
    { concurrencyLimit: { kind: 'aimd', initial: 2, backoff: '50%' } },
    `at 0   order 3 rejected
     at 100 order 1 call 1 failed
     at 100 order 2 call 1 failed
     at 100 order 1 failed
     at 100 order 2 failed
     at 200 order 5 rejected
     at 300 order 4 call 1 failed
     at 300 order 4 failed`,
  ],
  [
    'a value in the place of a failure: answered, not paid',
    [0],
    { latency: '100ms', failureRate: 1 },
    { fallback: { kind: 'value' } },
    `at 100 order 1 call 1 failed
     at 100 order 1 substituted`,
  ],
  [
    'a fallback for timeouts only lets an error stand',
    [0],
    { latency: '100ms', failureRate: 1 },
    { fallback: { kind: 'value', on: ['timeout'] } },
    `at 100 order 1 call 1 failed
     at 100 order 1 failed`,
  ],
  [
    'the last good answer, until it is 900 ms old',
    [0, 500, 1000, 1001],
    { latency: '100ms', script: [{ at: '200ms', outage: 'refuse' }] },
    { fallback: { kind: 'cached', maxAge: '900ms' } },
    `at 100  order 1 call 1 successful
     at 100  order 1 paid
     at 500  order 2 call 1 failed
     at 500  order 2 substituted
     at 1000 order 3 call 1 failed
     at 1000 order 3 substituted
     at 1001 order 4 call 1 failed
     at 1001 order 4 failed: refused`,
  ],
  [
    'degraded for a second after a failure, the service unasked',
    [0, 999, 1000],
    { latency: '0ms', failureRate: 1 },
    { fallback: { kind: 'degraded', hold: '1s' } },
    `at 0    order 1 call 1 failed
     at 0    order 1 substituted
     at 999  order 2 substituted
     at 1000 order 3 call 1 failed
     at 1000 order 3 substituted`,
  ],
  [
    'deferred while the service is down, tried again after a second, two in a second',
    [0, 0, 0],
    { latency: '100ms', script: [{ at: '0s', for: '1100ms', outage: 'refuse' }] },
    { fallback: { kind: 'defer', after: '1s', drain: '2/s', capacity: 2 } },
    `at 0    order 1 call 1 failed
     at 0    order 2 call 1 failed
     at 0    order 3 call 1 failed
     at 0    order 1 deferred
     at 0    order 2 deferred
     at 0    order 3 failed: refused
     at 1000 order 1 call 2 failed
     at 1600 order 2 call 2 successful
     at 1600 order 2 settled: paid
     at 2100 order 1 call 3 successful
     at 2100 order 1 settled: paid`,
  ],
  [
    'a backup pays what the first service fails to',
    [0],
    { latency: '100ms', failureRate: 1 },
    { fallback: { kind: 'backup' } },
    `at 100 order 1 call 1 failed
     at 150 backup service: order 1 call 1 successful
     at 150 order 1 paid`,
  ],
];

describe('a policy by itself', () => {
  it.each(TIMELINES)('%s', (_, instants, paymentService, policy, timeline) => {
    const scenario = withOrdersAt(instants, {
      duration: '5s',
      paymentService,
      backupService: { latency: '50ms' },
      orderService: { pipeline: [policy] },
    });
    expect(follow(scenario).timeline).toBe(written(timeline));
  });
});

it('a retry budget bounds the calls: a fifth more, and what was saved up', () => {
  const instants = Array.from({ length: 1000 }, (_, i) => i * 10);
  const { world } = follow(
    withOrdersAt(instants, {
      duration: '1m',
      paymentService: { latency: '1ms', failureRate: 1 },
      orderService: {
        pipeline: [
          {
            retry: {
              calls: 4,
              backoff: { kind: 'fixed', delay: '1ms' },
              budget: { share: '20%', burst: 7 },
            },
          },
        ],
      },
    }),
  );
  // The bucket starts full, so what the first order pays in overflows.
  expect(world.calls.started).toBe(1000 + 7 + Math.floor(999 * 0.2));
});

it('a throttle sends twice what a dead service accepts, which soon is nothing', () => {
  const instants = Array.from({ length: 1000 }, (_, i) => i * 10);
  const { world } = follow(
    withOrdersAt(instants, {
      duration: '1m',
      paymentService: { latency: '1ms', script: [{ at: '5s', outage: 'refuse' }] },
      orderService: { pipeline: [{ throttle: { k: 2, window: '2s' } }] },
    }),
  );
  const { started, rejections } = world.calls;
  expect(rejections.throttle + started).toBe(world.ledger.ordersArrived);
  // All 500 before the outage; then about 100 until the accepts are half the requests, then few.
  expect(started).toBeGreaterThan(600);
  expect(started).toBeLessThan(720);
});
