import { describe, expect, it } from 'vitest';
import { withOrdersAt } from './scenarios.ts';
import { follow, written } from './timeline.ts';

/** An order every 100 ms; the service answers after 10 ms, and refuses from 150 ms to 450 ms. */
const ORDERS = Array.from({ length: 14 }, (_, i) => i * 100);

function changes(breaker: object, paymentService: object = {}): string {
  const scenario = withOrdersAt(ORDERS, {
    duration: '2s',
    paymentService: { latency: '10ms', ...paymentService },
    orderService: { pipeline: [{ breaker }] },
  });
  return follow(scenario)
    .timeline.split('\n')
    .filter((row) => row.includes('->'))
    .join('\n');
}

const refusing = { script: [{ at: '150ms', for: '300ms', outage: 'refuse' }] };

describe('a breaker in the simulator', () => {
  it('tells a payment that was turned away from one that failed', () => {
    const breaker = {
      trip: { kind: 'error-classes', thresholds: { refused: 2, error: 3 }, score: 1_000 },
      open: { kind: 'fixed', duration: '10s' },
    };
    expect(changes(breaker, refusing)).toBe(
      'at 300 closed -> open: a score of 6, 2 refused in 30s',
    );
    expect(changes(breaker, { failureRate: 1 })).toBe(
      'at 210 closed -> open: a score of 3, 3 error in 30s',
    );
  });

  it('pings the service outside any order, and blocks orders until the answers are good', () => {
    const breaker = {
      trip: { kind: 'consecutive-failures', failures: 1 },
      open: { kind: 'fixed', duration: '100ms' },
      probe: { kind: 'health-check', every: '70ms', successes: 2, timeout: '50ms' },
    };
    const scenario = withOrdersAt(ORDERS, {
      duration: '2s',
      paymentService: { latency: '10ms', network: '5ms', ...refusing },
      orderService: { pipeline: [{ breaker }] },
    });
    const { timeline, world } = follow(scenario);
    // Pings at 310 and 380 ms are refused; those at 450 and 520 ms take 20 ms.
    expect(
      timeline
        .split('\n')
        .filter((row) => row.includes('->'))
        .join('\n'),
    ).toBe(
      written(`at 210 closed -> open: 1 failure
               at 310 open -> half-open: open time is over
               at 540 half-open -> closed: 2 good pings in a row`),
    );
    expect(world.calls.started).toBe(ORDERS.length);
  });

  it('lets orders wait for a probe, in order, and blocks them where it fails', () => {
    const breaker = {
      trip: { kind: 'consecutive-failures', failures: 1 },
      open: { kind: 'fixed', duration: '100ms' },
      probe: { others: 'wait' },
    };
    const scenario = withOrdersAt([0, 160, 170, 320, 330, 340], {
      duration: '1s',
      paymentService: {
        latency: '50ms',
        script: [{ at: '0s', for: '200ms', failureRate: 1 }],
      },
      orderService: { pipeline: [{ breaker }] },
    });
    const { timeline, world } = follow(scenario);
    expect(timeline).toBe(
      written(`at 50 order 1 call 1 failed
               at 50 closed -> open: 1 failure
               at 50 order 1 failed
               at 150 open -> half-open: open time is over
               at 210 order 2 call 1 failed
               at 210 order 3 call 1 blocked
               at 210 half-open -> open: a probe failed
               at 210 order 2 failed
               at 210 order 3 blocked
               at 310 open -> half-open: open time is over
               at 370 order 4 call 1 successful
               at 370 half-open -> closed: 1 probe succeeded
               at 370 order 4 paid
               at 420 order 5 call 1 successful
               at 420 order 6 call 1 successful
               at 420 order 5 paid
               at 420 order 6 paid`),
    );
    expect(world.calls.started).toBe(6);
  });

  it('an order whose patience ends leaves the line, and a probe given up makes room', () => {
    const breaker = {
      trip: { kind: 'consecutive-failures', failures: 1 },
      open: { kind: 'fixed', duration: '100ms' },
      probe: { others: 'wait' },
    };
    const scenario = withOrdersAt([0, 160, 170, 260], {
      duration: '1s',
      paymentService: {
        latency: '50ms',
        script: [
          { at: '0s', for: '100ms', failureRate: 1 },
          { at: '150ms', for: '90ms', outage: 'hang' },
        ],
      },
      orderService: { pipeline: [{ timeout: '80ms' }, { breaker }] },
    });
    const { timeline } = follow(scenario);
    // The second is a probe until 240, the third from then on, the fourth once both have given up.
    expect(timeline).toBe(
      written(`at 50 order 1 call 1 failed
               at 50 closed -> open: 1 failure
               at 50 order 1 failed
               at 150 open -> half-open: open time is over
               at 240 order 2 call 1 timed out
               at 240 order 2 failed: timed out
               at 250 order 3 call 1 timed out
               at 250 order 3 failed: timed out
               at 310 order 4 call 1 successful
               at 310 half-open -> closed: 1 probe succeeded
               at 310 order 4 paid`),
    );
  });

  it('a hanging service leaves pings without an answer', () => {
    const breaker = {
      trip: { kind: 'consecutive-failures', failures: 1 },
      open: { kind: 'fixed', duration: '100ms' },
      probe: { kind: 'health-check', every: '100ms', successes: 1, timeout: '50ms' },
    };
    const hanging = {
      script: [
        { at: '150ms', for: '100ms', outage: 'refuse' },
        { at: '250ms', for: '300ms', outage: 'hang' },
      ],
    };
    expect(changes(breaker, hanging)).toBe(
      written(`at 200 closed -> open: 1 failure
               at 300 open -> half-open: open time is over
               at 610 half-open -> closed: 1 good ping in a row`),
    );
  });

  it('draws the jitter of its open times from the seed: equal seeds, equal instants', () => {
    const breaker = {
      trip: { kind: 'consecutive-failures', failures: 1 },
      open: { kind: 'fixed', duration: '100ms', jitter: '50%' },
    };
    const first = changes(breaker, refusing);
    expect(changes(breaker, refusing)).toBe(first);
    expect(first).not.toContain('at 300 open -> half-open');
  });
});
