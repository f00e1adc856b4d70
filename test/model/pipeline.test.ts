import { describe, expect, it } from 'vitest';
import { withOrdersAt } from './scenarios.ts';
import { follow, written } from './timeline.ts';

const retry = (calls: number, backoff: object, more: object = {}) => ({
  retry: { calls, backoff, ...more },
});
const soon = { kind: 'fixed', delay: '50ms' };
const breaker = (failures: number, duration: string, more: object = {}) => ({
  breaker: {
    trip: { kind: 'consecutive-failures', failures },
    open: { kind: 'fixed', duration },
    ...more,
  },
});
const ALL_FAIL = { latency: '100ms', failureRate: '100%' };

/** Name, PaymentService, pipeline, timeline of a single order at 0. */
const TIMELINES: readonly [string, object, object[], string][] = [
  [
    'no policy at all: one call',
    ALL_FAIL,
    [],
    `at 100 order 1 call 1 failed
     at 100 order 1 failed`,
  ],
  [
    'retries wait longer and longer, as their backoff says, and stop at the calls allowed',
    ALL_FAIL,
    [retry(4, { kind: 'exponential', initial: '10ms', factor: 3, max: '50ms', jitter: 'none' })],
    `at 100 order 1 call 1 failed
     at 210 order 1 call 2 failed
     at 340 order 1 call 3 failed
     at 490 order 1 call 4 failed
     at 490 order 1 failed`,
  ],
  [
    'the first success ends the retries',
    { ...ALL_FAIL, script: [{ at: '120ms', failureRate: 0 }] },
    [retry(4, soon)],
    `at 100 order 1 call 1 failed
     at 250 order 1 call 2 successful
     at 250 order 1 paid`,
  ],
  [
    'a business "no" is not repeated',
    { latency: '100ms', declineRate: 1 },
    [retry(4, soon), breaker(1, '1s')],
    `at 100 order 1 call 1 declined
     at 100 order 1 declined`,
  ],
  [
    'a business "no" counts against the breaker only if asked',
    { latency: '100ms', declineRate: 1 },
    [breaker(1, '1s', { declinedIsFailure: true })],
    `at 100  order 1 call 1 declined
     at 100  closed -> open: 1 failure
     at 100  order 1 declined
     at 1100 open -> half-open: open time is over`,
  ],
  [
    'a blocked call is repeated only if asked',
    { ...ALL_FAIL, script: [{ at: '150ms', failureRate: 0 }] },
    [retry(4, { kind: 'fixed', delay: '200ms' }, { blockedToo: true }), breaker(1, '350ms')],
    `at 100 order 1 call 1 failed
     at 100 closed -> open: 1 failure
     at 300 order 1 call 2 blocked
     at 450 open -> half-open: open time is over
     at 600 order 1 call 3 successful
     at 600 half-open -> closed: 1 probe succeeded
     at 600 order 1 paid`,
  ],
  [
    'a retry at the very end of the open time is let through: ≥, not >',
    { ...ALL_FAIL, script: [{ at: '150ms', failureRate: 0 }] },
    [retry(2, { kind: 'fixed', delay: '200ms' }), breaker(1, '200ms')],
    `at 100 order 1 call 1 failed
     at 100 closed -> open: 1 failure
     at 300 open -> half-open: open time is over
     at 400 order 1 call 2 successful
     at 400 half-open -> closed: 1 probe succeeded
     at 400 order 1 paid`,
  ],
  [
    'an answer at the very deadline is in time',
    { latency: '100ms' },
    [{ timeout: '100ms' }],
    `at 100 order 1 call 1 successful
     at 100 order 1 paid`,
  ],
  [
    'a step of the grid later it is not',
    { latency: `${100 + 1 / 1024}ms` },
    [{ timeout: '100ms' }],
    `at 100 order 1 call 1 timed out
     at 100 order 1 failed: timed out`,
  ],
  [
    'of two timeouts at one instant the outer one, which was set first, speaks first',
    { latency: '1s' },
    [{ timeout: '100ms' }, retry(2, soon), { timeout: '100ms' }],
    `at 100 order 1 call 1 timed out
     at 100 order 1 failed: timed out`,
  ],
  [
    'a timeout outside a retry ends its wait',
    ALL_FAIL,
    [{ timeout: '120ms' }, retry(2, soon)],
    `at 100 order 1 call 1 failed
     at 120 order 1 failed: timed out`,
  ],
  [
    'nested retries multiply',
    ALL_FAIL,
    [retry(2, { kind: 'fixed', delay: '500ms' }), retry(2, soon)],
    `at 100  order 1 call 1 failed
     at 250  order 1 call 2 failed
     at 850  order 1 call 3 failed
     at 1000 order 1 call 4 failed
     at 1000 order 1 failed`,
  ],
  [
    'an inner breaker that blocks tells the outer one nothing, and both are watched',
    ALL_FAIL,
    [breaker(2, '1h'), retry(4, soon, { blockedToo: true }), breaker(1, '1h')],
    `at 100 order 1 call 1 failed
     at 100 closed -> open: 1 failure
     at 150 order 1 call 2 blocked
     at 200 order 1 call 3 blocked
     at 250 order 1 call 4 blocked
     at 250 order 1 blocked`,
  ],
  [
    'retries without a wait happen at the very instant',
    { latency: 0, failureRate: 1 },
    [retry(3, { kind: 'fixed', delay: 0 })],
    `at 0 order 1 call 1 failed
     at 0 order 1 call 2 failed
     at 0 order 1 call 3 failed
     at 0 order 1 failed`,
  ],
];

describe('the fate of one order', () => {
  it.each(TIMELINES)('%s', (_, paymentService, pipeline, timeline) => {
    const scenario = withOrdersAt([0], {
      duration: '10m',
      paymentService,
      orderService: { pipeline },
    });
    expect(follow(scenario).timeline).toBe(written(timeline));
  });
});
