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
