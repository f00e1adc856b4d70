import { describe, expect, it } from 'vitest';
import { withOrdersAt } from './scenarios.ts';
import { follow, written } from './timeline.ts';

/** What becomes of a breaker while the service refuses from 150 ms to 450 ms; it answers after 10 ms. */
function changes(ordersAt: readonly number[], breaker: object): string {
  const scenario = withOrdersAt([...ordersAt], {
    duration: '2s',
    paymentService: {
      latency: '10ms',
      script: [{ at: '150ms', for: '300ms', outage: 'refuse' }],
    },
    orderService: { pipeline: [{ breaker }] },
  });
  return follow(scenario)
    .timeline.split('\n')
    .filter((row) => row.includes('->'))
    .join('\n');
}

const open = { kind: 'fixed', duration: '100ms' };

describe('rules that time decides, in the simulator', () => {
  it('pings open a circuit before the first order meets the trouble', () => {
    const trip = { kind: 'bad-pings', every: '60ms', failures: 2, timeout: '30ms' };
    expect(changes([0, 700], { trip, open })).toBe(
      written(`at 240 closed -> open: 2 bad pings in a row
               at 340 open -> half-open: open time is over
               at 710 half-open -> closed: 1 probe succeeded`),
    );
  });

  it('a share that is judged by a timer opens at the next look', () => {
    const trip = { kind: 'failure-rate', judged: { every: '70ms' }, minimumCalls: 1 };
    expect(changes([0, 160, 165, 600], { trip, open })).toBe(
      written(`at 210 closed -> open: 2 of 3 calls failed (67 %)
               at 310 open -> half-open: open time is over
               at 610 half-open -> closed: 1 probe succeeded`),
    );
  });

  it('half-open ends by itself where nobody comes', () => {
    const trip = { kind: 'consecutive-failures', failures: 1 };
    const probe = { limit: { time: '200ms', to: 'closed' } };
    expect(changes([0, 160], { trip, open, probe })).toBe(
      written(`at 160 closed -> open: 1 failure
               at 260 open -> half-open: open time is over
               at 460 half-open -> closed: no verdict after 200ms`),
    );
  });
});
