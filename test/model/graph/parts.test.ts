import { describe, expect, it } from 'vitest';
import { compared } from '../../experiment/runs.ts';
import { scenarioOf, type Written } from '../scenarios.ts';
import { written } from '../timeline.ts';
import { timelineOf } from './graphs.ts';

const shop = { calls: [{ to: 'pay' }] };

/** Three instances in turn: order n goes to instance n, order 4 to the first again. */
const three = (script: readonly Written[], more: Written = {}) => ({
  shop,
  pay: { latency: '10ms', instances: 3, script, ...more },
});

describe('a script that means an instance', () => {
  it.each<[string, Written, string]>([
    [
      'lets it fail, and no other',
      three([{ at: 0, failureRate: 1, instance: 2 }]),
      `at 10 pay: order 1 call 1 successful
       at 10 order 1 paid
       at 110 pay: order 2 call 1 failed
       at 110 order 2 failed
       at 210 pay: order 3 call 1 successful
       at 210 order 3 paid`,
    ],
    [
      'refuses there, and is slow elsewhere',
      three([
        { at: 0, outage: 'refuse', instance: 1 },
        { at: 0, latency: 'x3', instance: 3 },
      ]),
      `at 0 pay: order 1 call 1 failed
       at 0 order 1 failed: refused
       at 110 pay: order 2 call 1 successful
       at 110 order 2 paid
       at 230 pay: order 3 call 1 successful
       at 230 order 3 paid`,
    ],
    [
      'ends: what was before is again',
      three([{ at: 0, for: '50ms', capacity: 0, instance: 1 }], { queue: 5 }),
      `at 60 pay: order 1 call 1 successful
       at 60 order 1 paid
       at 110 pay: order 2 call 1 successful
       at 110 order 2 paid
       at 210 pay: order 3 call 1 successful
       at 210 order 3 paid`,
    ],
  ])('%s', (_, services, timeline) => {
    expect(timelineOf([0, 100, 200], services)).toBe(written(timeline));
  });
});

describe('a script that means a share of the instances', () => {
  const failing = (seed: number, instances: number, share: string) => {
    const scenario = scenarioOf({
      duration: '10s',
      seed,
      traffic: { arrivals: 'evenly-spaced', startRate: 100 },
      services: {
        shop,
        pay: {
          latency: '1ms',
          instances,
          script: [{ at: 0, for: '5s', failureRate: 1, instances: share }],
        },
      },
    });
    return compared(scenario).arms[0]!.totals.orders.failed;
  };

  it.each([
    [20, '25%', 5],
    [20, '1%', 1],
    [3, '50%', 2],
    [4, '100%', 4],
  ])('of %i instances %s are %i', (instances, share, many) => {
    expect(failing(1, instances, share)).toBeCloseTo((500 * many) / instances, -1);
  });
});
