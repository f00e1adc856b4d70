import { describe, expect, it } from 'vitest';
import { moments } from '../kernel/statistics.ts';
import { scenarioOf, withOrdersAt } from './scenarios.ts';
import { follow, written } from './timeline.ts';

/** Name, instants of orders, PaymentService, timeline. */
const TIMELINES: readonly [string, number[], object, string][] = [
  [
    'capacity and queue: one in progress, one waits, the next is refused at once',
    [0, 10, 20, 100],
    { latency: '100ms', capacity: 1, queue: 1 },
    `at 20  order 3 call 1 failed
     at 20  order 3 failed: refused
     at 100 order 1 call 1 successful
     at 100 order 1 paid
     at 200 order 2 call 1 successful
     at 200 order 2 paid
     at 300 order 4 call 1 successful
     at 300 order 4 paid`,
  ],
  [
    'slowdown: so much later for every payment already in progress when it starts',
    [0, 1, 2, 125],
    { latency: '100ms', slowdown: '10ms' },
    `at 100 order 1 call 1 successful
     at 100 order 1 paid
     at 111 order 2 call 1 successful
     at 111 order 2 paid
     at 122 order 3 call 1 successful
     at 122 order 3 paid
     at 225 order 4 call 1 successful
     at 225 order 4 paid`,
  ],
  [
    'errors take as long as successes, unless they have a latency of their own',
    [0],
    { latency: '100ms', failureRate: 1 },
    `at 100 order 1 call 1 failed
     at 100 order 1 failed`,
  ],
  [
    'fast errors',
    [0],
    { latency: '100ms', failureRate: 1, errorLatency: '5ms' },
    `at 5 order 1 call 1 failed
     at 5 order 1 failed`,
  ],
  [
    'slow errors hold their capacity',
    [0, 1],
    { latency: '100ms', failureRate: 1, errorLatency: '2s', capacity: 1 },
    `at 2000 order 1 call 1 failed
     at 2000 order 1 failed
     at 4000 order 2 call 1 failed
     at 4000 order 2 failed`,
  ],
  [
    'errors with a latency of their own do not slow down with the service',
    [0, 200],
    {
      latency: '100ms',
      errorLatency: '10ms',
      failureRate: 1,
      script: [
        { at: 0, latency: 'x5' },
        { at: '100ms', failureRate: 0 },
      ],
    },
    `at 10  order 1 call 1 failed
     at 10  order 1 failed
     at 700 order 2 call 1 successful
     at 700 order 2 paid`,
  ],
  [
    'the network takes its time each way, and holds no capacity meanwhile',
    [0, 10],
    { latency: '100ms', capacity: 1, network: '30ms' },
    `at 160 order 1 call 1 successful
     at 160 order 1 paid
     at 260 order 2 call 1 successful
     at 260 order 2 paid`,
  ],
];

describe('the PaymentService', () => {
  it.each(TIMELINES)('%s', (_, instants, paymentService, timeline) => {
    const scenario = withOrdersAt(instants, { duration: '10m', paymentService });
    expect(follow(scenario).timeline).toBe(written(timeline));
  });

  it('measures how long payments queued, how busy it was and what it turned away', () => {
    const [paymentService] = follow(
      withOrdersAt([0, 10, 20, 30], {
        duration: '400ms',
        paymentService: { latency: '100ms', capacity: 1, queue: 2 },
      }),
    ).world.gateways;
    const { meter } = paymentService!.places;
    // The second waits from 10 to 100, the third from 20 to 200; the fourth is turned away.
    const { count, sum } = meter.queueWait;
    expect([count, sum]).toEqual([3, 0 + 90 + 180]);
    expect([meter.busyArea, meter.queuedArea, meter.capacityArea]).toEqual([300, 270, 400]);
    expect(paymentService!.book.refused).toBe(1);
  });

  it('counts capacity as the script changes it', () => {
    const { meter } = follow(
      withOrdersAt([0], {
        duration: '1s',
        paymentService: {
          latency: '100ms',
          capacity: 4,
          script: [{ at: '250ms', for: '500ms', capacity: 2 }],
        },
      }),
    ).world.gateways[0]!.places;
    expect([meter.busyArea, meter.capacityArea]).toEqual([100, 4 * 500 + 2 * 500]);
  });

  it('meets the two ways of the network with luck of their own', () => {
    const scenario = scenarioOf({
      duration: '1h',
      traffic: { arrivals: 'evenly-spaced', startRate: 1 },
      paymentService: { latency: 0, network: { distribution: 'uniform', min: 0, max: '100ms' } },
    });
    const { timeline } = follow(scenario);
    const latencies = [...timeline.matchAll(/^at (\S+) order (\d+) paid$/gm)].map(
      ([, at, order]) => Number(at) - 1000 * (Number(order) - 1),
    );
    expect(latencies.length).toBe(3600);
    // The sum of two independent uniforms: mean 100, variance 2 × 100² / 12; of one taken twice, double that.
    const { mean, variance } = moments(latencies);
    expect(Math.abs(mean - 100)).toBeLessThan(5 * Math.sqrt(1667 / 3600));
    expect(variance / (20_000 / 12)).toBeGreaterThan(0.85);
    expect(variance / (20_000 / 12)).toBeLessThan(1.15);
  });
});
