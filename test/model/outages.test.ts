import { describe, expect, it } from 'vitest';
import { withOrdersAt } from './scenarios.ts';
import { follow, written } from './timeline.ts';

const TIMEOUT = { pipeline: [{ timeout: '300ms' }] };

/** Name, instants of orders, PaymentService, OrderService, timeline. */
const TIMELINES: readonly [string, number[], Record<string, unknown>, object, string][] = [
  [
    'capacity 0: what is in progress goes on, what comes waits until there is capacity again',
    [0, 60, 70],
    { latency: '100ms', capacity: 2, script: [{ at: '50ms', for: '100ms', capacity: 0 }] },
    {},
    `at 100 order 1 call 1 successful
     at 100 order 1 paid
     at 250 order 2 call 1 successful
     at 250 order 3 call 1 successful
     at 250 order 2 paid
     at 250 order 3 paid`,
  ],
  [
    'less capacity than is in progress: nothing new begins before so many have ended',
    [0, 10, 20, 30],
    { latency: '100ms', capacity: 3, script: [{ at: '25ms', capacity: 1 }] },
    {},
    `at 100 order 1 call 1 successful
     at 100 order 1 paid
     at 110 order 2 call 1 successful
     at 110 order 2 paid
     at 120 order 3 call 1 successful
     at 120 order 3 paid
     at 220 order 4 call 1 successful
     at 220 order 4 paid`,
  ],
  [
    'more capacity: those that wait begin at that instant',
    [0, 10, 20],
    { latency: '100ms', capacity: 1, script: [{ at: '50ms', capacity: 'x3' }] },
    {},
    `at 100 order 1 call 1 successful
     at 100 order 1 paid
     at 150 order 2 call 1 successful
     at 150 order 3 call 1 successful
     at 150 order 2 paid
     at 150 order 3 paid`,
  ],
  [
    'an outage that refuses: an error at once for what arrives, what is in progress goes on',
    [0, 99, 100, 199, 200],
    { latency: '150ms', script: [{ at: '100ms', for: '100ms', outage: 'refuse' }] },
    {},
    `at 100 order 3 call 1 failed
     at 100 order 3 failed: refused
     at 150 order 1 call 1 successful
     at 150 order 1 paid
     at 199 order 4 call 1 failed
     at 199 order 4 failed: refused
     at 249 order 2 call 1 successful
     at 249 order 2 paid
     at 350 order 5 call 1 successful
     at 350 order 5 paid`,
  ],
  [
    'an outage that refuses, across a network: the error takes both ways, and the outage is met on arrival',
    [0, 90, 195],
    { latency: '50ms', network: '20ms', script: [{ at: '100ms', for: '100ms', outage: 'refuse' }] },
    {},
    `at 90  order 1 call 1 successful
     at 90  order 1 paid
     at 130 order 2 call 1 failed
     at 130 order 2 failed: refused
     at 285 order 3 call 1 successful
     at 285 order 3 paid`,
  ],
  [
    'an outage that hangs: no answer, also when it is over; only a timeout ends the call',
    [0, 100, 250],
    { latency: '150ms', script: [{ at: '100ms', for: '100ms', outage: 'hang' }] },
    TIMEOUT,
    `at 150 order 1 call 1 successful
     at 150 order 1 paid
     at 400 order 3 call 1 successful
     at 400 order 2 call 1 timed out
     at 400 order 3 paid
     at 400 order 2 failed: timed out`,
  ],
];

describe('a service in trouble', () => {
  it.each(TIMELINES)('%s', (_, instants, paymentService, orderService, timeline) => {
    const scenario = withOrdersAt(instants, { paymentService, orderService });
    expect(follow(scenario).timeline).toBe(written(timeline));
  });

  it('that hangs, and nobody who loses patience: the order is pending at the end, unpaid', () => {
    const scenario = withOrdersAt([0], {
      duration: '1h',
      paymentService: { latency: '10ms', capacity: 1, script: [{ at: 0, outage: 'hang' }] },
    });
    const { timeline, world } = follow(scenario);
    expect(timeline).toBe('');
    expect(world.ledger.ordersArrived - world.ledger.ordersEnded).toBe(1);
    expect(world.ledger.chargesMade).toBe(0);
    expect([world.gateways[0]!.places.meter.busy, world.gateways[0]!.places.meter.queued]).toEqual([
      0, 0,
    ]);
  });
});
