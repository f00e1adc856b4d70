import { describe, expect, it } from 'vitest';
import { withOrdersAt } from './scenarios.ts';
import { follow, written } from './timeline.ts';

/** Retry, breaker and timeout in every order, outermost first: two orders, at 0 and at 500, followed by hand. */
const POLICIES: Readonly<Record<string, unknown>> = {
  retry: { calls: 3, backoff: { kind: 'fixed', delay: '50ms' } },
  breaker: {
    trip: { kind: 'consecutive-failures', failures: 2 },
    open: { kind: 'fixed', duration: '1s' },
  },
  timeout: '220ms',
};

const FAILING: readonly [string, string, string][] = [
  [
    'retry > breaker > timeout',
    'every call counts, and an open circuit ends the retries',
    `at 100  order 1 call 1 failed
     at 250  order 1 call 2 failed
     at 250  closed -> open: 2 consecutive failures
     at 300  order 1 call 3 blocked
     at 300  order 1 blocked
     at 500  order 2 call 1 blocked
     at 500  order 2 blocked
     at 1250 open -> half-open: open time is over`,
  ],
  [
    'retry > timeout > breaker',
    'the breaker never learns of a timeout',
    `at 100  order 1 call 1 failed
     at 250  order 1 call 2 failed
     at 250  closed -> open: 2 consecutive failures
     at 300  order 1 call 3 blocked
     at 300  order 1 blocked
     at 500  order 2 call 1 blocked
     at 500  order 2 blocked
     at 1250 open -> half-open: open time is over`,
  ],
  [
    'breaker > retry > timeout',
    'the breaker sees one outcome an order',
    `at 100  order 1 call 1 failed
     at 250  order 1 call 2 failed
     at 400  order 1 call 3 failed
     at 400  order 1 failed
     at 600  order 2 call 1 failed
     at 750  order 2 call 2 failed
     at 900  order 2 call 3 failed
     at 900  closed -> open: 2 consecutive failures
     at 900  order 2 failed
     at 1900 open -> half-open: open time is over`,
  ],
  [
    'breaker > timeout > retry',
    'one deadline for all calls of an order, and the breaker sees it pass',
    `at 100  order 1 call 1 failed
     at 220  order 1 call 2 timed out
     at 220  order 1 failed: timed out
     at 600  order 2 call 1 failed
     at 720  order 2 call 2 timed out
     at 720  closed -> open: 2 consecutive failures
     at 720  order 2 failed: timed out
     at 1720 open -> half-open: open time is over`,
  ],
  [
    'timeout > retry > breaker',
    'one deadline for all, and a call that it cuts short tells the breaker nothing',
    `at 100  order 1 call 1 failed
     at 220  order 1 call 2 timed out
     at 220  order 1 failed: timed out
     at 600  order 2 call 1 failed
     at 600  closed -> open: 2 consecutive failures
     at 650  order 2 call 2 blocked
     at 650  order 2 blocked
     at 1600 open -> half-open: open time is over`,
  ],
  [
    'timeout > breaker > retry',
    'an order cut short tells the breaker nothing',
    `at 100  order 1 call 1 failed
     at 220  order 1 call 2 timed out
     at 220  order 1 failed: timed out
     at 600  order 2 call 1 failed
     at 720  order 2 call 2 timed out
     at 720  order 2 failed: timed out`,
  ],
];

const SLOW: readonly [string, string, string][] = [
  [
    'retry > breaker > timeout',
    'every call counts, and an open circuit ends the retries',
    `at 220  order 1 call 1 timed out
     at 490  order 1 call 2 timed out
     at 490  closed -> open: 2 consecutive failures
     at 500  order 2 call 1 blocked
     at 500  order 2 blocked
     at 540  order 1 call 3 blocked
     at 540  order 1 blocked
     at 1490 open -> half-open: open time is over`,
  ],
  [
    'retry > timeout > breaker',
    'the breaker never learns of a timeout',
    `at 220  order 1 call 1 timed out
     at 490  order 1 call 2 timed out
     at 720  order 2 call 1 timed out
     at 760  order 1 call 3 timed out
     at 760  order 1 failed: timed out
     at 990  order 2 call 2 timed out
     at 1260 order 2 call 3 timed out
     at 1260 order 2 failed: timed out`,
  ],
  [
    'breaker > retry > timeout',
    'the breaker sees one outcome an order',
    `at 220  order 1 call 1 timed out
     at 490  order 1 call 2 timed out
     at 720  order 2 call 1 timed out
     at 760  order 1 call 3 timed out
     at 760  order 1 failed: timed out
     at 990  order 2 call 2 timed out
     at 1260 order 2 call 3 timed out
     at 1260 closed -> open: 2 consecutive failures
     at 1260 order 2 failed: timed out
     at 2260 open -> half-open: open time is over`,
  ],
  [
    'breaker > timeout > retry',
    'one deadline for all calls of an order, and the breaker sees it pass',
    `at 220  order 1 call 1 timed out
     at 220  order 1 failed: timed out
     at 720  order 2 call 1 timed out
     at 720  closed -> open: 2 consecutive failures
     at 720  order 2 failed: timed out
     at 1720 open -> half-open: open time is over`,
  ],
  [
    'timeout > retry > breaker',
    'one deadline for all, and a call that it cuts short tells the breaker nothing',
    `at 220  order 1 call 1 timed out
     at 220  order 1 failed: timed out
     at 720  order 2 call 1 timed out
     at 720  order 2 failed: timed out`,
  ],
  [
    'timeout > breaker > retry',
    'an order cut short tells the breaker nothing',
    `at 220  order 1 call 1 timed out
     at 220  order 1 failed: timed out
     at 720  order 2 call 1 timed out
     at 720  order 2 failed: timed out`,
  ],
];

function played(pipeline: string, paymentService: unknown): string {
  const policies = pipeline.split(' > ').map((name) => ({ [name]: POLICIES[name] }));
  return follow(
    withOrdersAt([0, 500], {
      duration: '3s',
      paymentService,
      orderService: { pipeline: policies },
    }),
  ).timeline;
}

describe('a service that answers every call with an error after 100 ms', () => {
  it.each(FAILING)('%s: %s', (pipeline, _, timeline) => {
    expect(played(pipeline, { latency: '100ms', failureRate: 1 })).toBe(written(timeline));
  });
});

describe('a service that would answer well, but after 300 ms', () => {
  it.each(SLOW)('%s: %s', (pipeline, _, timeline) => {
    expect(played(pipeline, { latency: '300ms' })).toBe(written(timeline));
  });
});

it('a probe that a timeout outside the breaker cuts short gives its permit back', () => {
  const pipeline = [
    { timeout: '150ms' },
    {
      breaker: {
        trip: { kind: 'consecutive-failures', failures: 1 },
        open: { kind: 'fixed', duration: '200ms' },
      },
    },
  ];
  const paymentService = {
    latency: '100ms',
    script: [
      { at: 0, for: '1ms', failureRate: 1 },
      { at: '400ms', for: '1ms', latency: '10s' },
    ],
  };
  const scenario = withOrdersAt([0, 400, 500, 600], { paymentService, orderService: { pipeline } });
  expect(follow(scenario).timeline).toBe(
    written(`at 100 order 1 call 1 failed
             at 100 closed -> open: 1 failure
             at 100 order 1 failed
             at 300 open -> half-open: open time is over
             at 500 order 3 call 1 blocked
             at 500 order 3 blocked
             at 550 order 2 call 1 timed out
             at 550 order 2 failed: timed out
             at 700 order 4 call 1 successful
             at 700 half-open -> closed: 1 probe succeeded
             at 700 order 4 paid`),
  );
});
