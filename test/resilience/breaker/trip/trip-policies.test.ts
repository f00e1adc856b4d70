import { describe, expect, it } from 'vitest';
import { decode } from '../../../../src/kernel/settings.ts';
import {
  createTripPolicy,
  TRIP_POLICIES,
  tripSettings,
} from '../../../../src/resilience/breaker/trip/index.ts';
import { decoded } from '../../../kernel/decoded.ts';
import { OTHER_RULES } from './other-rules.ts';
import { played, written } from './timeline.ts';
import { TIMELINES } from './timelines.ts';

describe('trip policies', () => {
  it.each([...TIMELINES, ...OTHER_RULES])('%s', (_, settings, timeline) => {
    const policy = createTripPolicy(decode(tripSettings, settings));
    expect(played(policy, timeline)).toBe(written(timeline));
  });

  it('none goes without a timeline', () => {
    const played = new Set(
      [...TIMELINES, ...OTHER_RULES].map(([, settings]) => String(settings.kind)),
    );
    expect([...played].sort()).toEqual(TRIP_POLICIES.map(({ kind }) => kind).sort());
  });
});

it.each([
  [false, { kind: 'consecutive-failures' }],
  [false, { kind: 'failure-count' }],
  [false, { kind: 'failure-rate', window: { calls: 5 } }],
  [true, { kind: 'failure-rate', window: { time: '1s' } }],
  [true, { kind: 'slow-call-rate', window: { calls: 5 } }],
  [true, { kind: 'latency', statistic: 'mean' }],
  [true, { kind: 'latency', statistic: 'p95' }],
  [false, { kind: 'timeout-share', window: { calls: 5 } }],
  [true, { kind: 'timeout-share', window: { time: '1s' } }],
  [false, { kind: 'error-classes' }],
  [true, { kind: 'adaptive' }],
  [true, { kind: 'any-of', policies: [{ kind: 'latency' }, { kind: 'failure-count' }] }],
  [false, { kind: 'any-of', policies: [{ kind: 'failure-count' }] }],
  [true, { kind: 'all-of', policies: [{ kind: 'failure-count' }, { kind: 'error-classes' }] }],
  [false, { kind: 'all-of', policies: [{ kind: 'failure-count' }] }],
  [true, { kind: 'failure-rate', window: { calls: 5 }, judged: { every: '500ms' } }],
  [false, { kind: 'failure-rate', window: { calls: 5 }, judged: 'at-every-result' }],
  [true, { kind: 'failure-rate', window: { time: '5s', buckets: 1 } }],
])('whether a clock is to be read for a success is %s of %j', (needsTime, settings) => {
  expect(createTripPolicy(decode(tripSettings, settings)).needsTime).toBe(needsTime);
});

it('a failure rate is met to the very call, whatever the percentage', () => {
  for (let percent = 1; percent <= 100; percent++) {
    const policy = createTripPolicy(
      decode(tripSettings, {
        kind: 'failure-rate',
        rate: `${percent}%`,
        window: { calls: 100 },
        minimumCalls: 100,
      }),
    );
    // The failures come last, so that the window holds 100 calls when each is judged.
    for (let i = 0; i < 100; i++) policy.onSuccess(i, 0);
    const answers = Array.from({ length: percent }, (_, i) =>
      policy.onFailure(100 + i, 0, 'error'),
    );
    expect(answers.indexOf(true), `at ${percent} %`).toBe(percent - 1);
  }
});

describe('their settings', () => {
  it.each([
    [{ kind: 'consecutive-failures' }, { kind: 'consecutive-failures', failures: 5 }],
    [{ kind: 'failure-count' }, { kind: 'failure-count', failures: 5, window: { time: 30_000 } }],
    [
      { kind: 'failure-rate' },
      { kind: 'failure-rate', rate: 0.5, window: { calls: 20 }, minimumCalls: 10 },
    ],
    [
      { kind: 'slow-call-rate' },
      { kind: 'slow-call-rate', slow: 1_000, rate: 0.5, window: { calls: 20 }, minimumCalls: 10 },
    ],
    [
      { kind: 'latency' },
      {
        kind: 'latency',
        statistic: 'p95',
        limit: 1_000,
        window: { calls: 20 },
        minimumCalls: 10,
      },
    ],
    [
      { kind: 'timeout-share' },
      { kind: 'timeout-share', rate: 0.3, window: { calls: 20 }, minimumCalls: 10 },
    ],
    [
      { kind: 'error-classes' },
      {
        kind: 'error-classes',
        weights: { error: 1, timeout: 2, refused: 3, declined: 0 },
        score: 10,
        thresholds: {},
        window: { time: 30_000 },
      },
    ],
    [
      { kind: 'adaptive' },
      { kind: 'adaptive', share: 0.2, atLeast: 3, atMost: 1_000, window: { time: 10_000 } },
    ],
    [
      { kind: 'any-of', policies: [{ kind: 'consecutive-failures' }] },
      { kind: 'any-of', policies: [{ kind: 'consecutive-failures', failures: 5 }] },
    ],
  ])('of %j are all filled in', (written, filled) => {
    expect(decode(tripSettings, written)).toEqual(filled);
  });

  it.each([
    [
      { kind: 'failure-rats' },
      'kind: found "failure-rats", expected one of consecutive-failures, failure-count, failure-rate, slow-call-rate, latency, timeout-share, error-classes, adaptive, bad-pings, any-of, all-of; did you mean "failure-rate"?',
    ],
    [
      { kind: 'consecutive-failures', failures: 0 },
      'failures: found 0, expected a whole number of at least 1',
    ],
    [
      { kind: 'failure-rate', rate: 0 },
      'rate: found 0, expected a share such as 40% or 0.4, above 0%',
    ],
    [
      { kind: 'failure-rate', window: { time: 0 } },
      'window.time: found 0, expected a duration such as 250ms, 10s, 5m or 2h, above 0',
    ],
    [
      { kind: 'failure-rate', window: { time: '1s', calls: 5 } },
      'window.calls: found unknown key "calls", expected one of time, buckets, of',
    ],
    [
      { kind: 'failure-count', window: { calls: 5 } },
      [
        'window.time: is missing, expected a duration such as 250ms, 10s, 5m or 2h',
        'window.calls: found unknown key "calls", expected time',
      ].join('\n'),
    ],
    [{ kind: 'any-of', policies: [] }, 'policies: found [], expected at least one trip policy'],
    [
      { kind: 'any-of', policies: [{ kind: 'latency', limit: 0 }] },
      'policies[0].limit: found 0, expected a duration such as 250ms, 10s, 5m or 2h, above 0',
    ],
    [
      { kind: 'error-classes', weights: { refused: 'much' } },
      'weights.refused: found "much", expected a weight, 0 or more',
    ],
    [
      { kind: 'error-classes', weights: { refused: 1001 } },
      'weights.refused: found 1001, expected a weight of at most 1,000',
    ],
    [
      { kind: 'error-classes', score: 0.0009 },
      'score: found 0.0009, expected a score of at least 0.001',
    ],
    [
      { kind: 'any-of', policies: 'all' },
      'policies: found "all", expected a list of trip policies',
    ],
    [
      { kind: 'error-classes', weights: { refused: -1 } },
      'weights.refused: found -1, expected a weight, 0 or more',
    ],
  ])('%j: %s', (written, message) => {
    expect(decoded(tripSettings, written)).toBe(message);
  });
});
