import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/kernel/settings.ts';
import {
  concurrencyLimitSettings,
  createLimitPolicy,
} from '../../../src/resilience/concurrency-limit/index.ts';

/** A duration in ms of an answer, a drop, and in each case how many calls were in progress. */
type Event = readonly [ms: number | 'drop', inProgress: number];

const times = (n: number, event: Event): Event[] => Array.from({ length: n }, () => event);

function limitAfter(settings: object, events: readonly Event[]): number {
  const policy = createLimitPolicy(decode(concurrencyLimitSettings, settings));
  for (const [ms, inProgress] of events) {
    if (ms === 'drop') policy.onDrop();
    else policy.onAnswer(ms, inProgress);
  }
  return policy.limit;
}

const aimd = { kind: 'aimd', initial: 10 };
const gradient = { kind: 'gradient', initial: 16 };

describe('the limit', () => {
  it.each<[string, object, readonly Event[], number]>([
    ['starts where it is told', aimd, [], 10],
    ['starts where it is told', gradient, [], 16],
    ['starts within its bounds', { ...aimd, max: 5 }, [], 5],
    ['starts within its bounds', { ...gradient, min: 20 }, [], 20],
    ['rises by one a round', aimd, [[100, 10]], 10.1],
    ['rises where half of it is in use', aimd, [[100, 5]], 10.1],
    ['stays where less of it is in use', aimd, [[100, 4]], 10],
    ['rises no further than its bound', { ...aimd, max: 10 }, [[100, 10]], 10],
    ['falls by a share', aimd, [['drop', 10]], 9],
    ['falls no further than its bound', { ...aimd, min: 10 }, [['drop', 10]], 10],
    ['rises a fifth of the way to room for a queue', gradient, [[100, 16]], 16.8],
    ['rises where half of it is in use', gradient, [[100, 8]], 16.8],
    ['stays where less of it is in use', gradient, [[100, 7]], 16],
    ['rises where answers take no time at all', gradient, [[0, 16]], 16.8],
    ['falls a fifth of the way to a half', gradient, [['drop', 16]], 14.4],
    // Usual: 100 + 900 / 11; of late: 100 + 900 / 10. The ratio of the two, 0.957, times 16, and 4.
    [
      'falls as far as calls take longer than usual',
      { ...gradient, tolerance: 1 },
      [...times(10, [100, 0]), [1_000, 16]],
      16 + 0.2 * (16 * ((100 + 900 / 11) / 190) + 4 - 16),
    ],
    // A third as usual is a half at most.
    [
      'halves at most in one look',
      { ...gradient, tolerance: 0.1 },
      [...times(10, [100, 0]), [100, 16]],
      16 + 0.2 * (8 + 4 - 16),
    ],
  ])('%s: %j', (_, settings, events, limit) => {
    expect(limitAfter(settings, events)).toBeCloseTo(limit, 9);
  });
});

it('what was slow is forgotten faster than it was learnt, so that the next slowness is seen', () => {
  const fastAgain = [...times(10, [1_000, 0]), ...times(60, [10, 0])];
  const slowed = times(30, [200, 16]);
  expect(limitAfter(gradient, [...fastAgain, ...slowed])).toBeLessThan(16);
});
