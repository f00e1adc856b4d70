import { describe, expect, it } from 'vitest';
import { decode } from '../../../../src/kernel/settings.ts';
import {
  createTripPolicy,
  TRIP_POLICIES,
  tripSettings,
} from '../../../../src/resilience/breaker/trip/index.ts';
import { decoded } from '../../../kernel/decoded.ts';
import { played, written } from './timeline.ts';

/** Name, settings, and a timeline: instant and outcome | answer | standing. */
const TIMELINES: [string, Record<string, unknown>, string][] = [
  [
    'consecutive failures: a success between them starts the count again',
    { kind: 'consecutive-failures', failures: 3 },
    `0    fail  | stays | 1 failure
     100  fail  | stays | 2 consecutive failures
     200  ok    | stays | no failure
     300  fail  | stays | 1 failure
     400  fail  | stays | 2 consecutive failures
     9999 fail  | trips | 3 consecutive failures
     9999 clear | stays | no failure
     9999 fail  | stays | 1 failure`,
  ],
  [
    'consecutive failures: one is enough where one is asked',
    { kind: 'consecutive-failures', failures: 1 },
    `0 ok   | stays | no failure
     1 fail | trips | 1 failure`,
  ],
  [
    'failure count: successes between them change nothing, and it says so again while it holds',
    { kind: 'failure-count', failures: 3, window: { time: '10s' } },
    `0    fail | stays | 1 failure in 10s
     100  ok   | stays | 1 failure in 10s
     200  fail | stays | 2 failures in 10s
     300  ok   | stays | 2 failures in 10s
     400  fail | trips | 3 failures in 10s
     500  fail | trips | 3 failures in 10s`,
  ],
  [
    'failure count: a failure is forgotten when it is as old as the window, to the instant',
    { kind: 'failure-count', failures: 2, window: { time: '1s' } },
    `0                fail | stays | 1 failure in 1s
     1000             fail | stays | 1 failure in 1s
     1999.9990234375  fail | trips | 2 failures in 1s
     2999.9990234375  ok   | stays | 0 failures in 1s`,
  ],
  [
    'failure count: forgets on clear',
    { kind: 'failure-count', failures: 2, window: { time: '1s' } },
    `0 fail  | stays | 1 failure in 1s
     1 clear | stays | 0 failures in 1s
     2 fail  | stays | 1 failure in 1s
     3 fail  | trips | 2 failures in 1s`,
  ],
  [
    'failure rate over calls: blind until the minimum, met exactly at the rate',
    { kind: 'failure-rate', rate: '50%', window: { calls: 4 }, minimumCalls: 4 },
    `0 fail | stays | 1 of 1 calls failed (100 %)
     1 fail | stays | 2 of 2 calls failed (100 %)
     2 ok   | stays | 2 of 3 calls failed (67 %)
     3 ok   | stays | 2 of 4 calls failed (50 %)
     4 ok   | stays | 1 of 4 calls failed (25 %)
     5 fail | stays | 1 of 4 calls failed (25 %)
     6 fail | trips | 2 of 4 calls failed (50 %)`,
  ],
  [
    'failure rate over calls: a success that fills the minimum does not trip, the next failure does',
    { kind: 'failure-rate', rate: '50%', window: { calls: 10 }, minimumCalls: 3 },
    `0 fail | stays | 1 of 1 calls failed (100 %)
     1 fail | stays | 2 of 2 calls failed (100 %)
     2 ok   | stays | 2 of 3 calls failed (67 %)
     3 fail | trips | 3 of 4 calls failed (75 %)`,
  ],
  [
    'failure rate over calls: a minimum beyond the window is the window',
    { kind: 'failure-rate', rate: '100%', window: { calls: 2 }, minimumCalls: 50 },
    `0 fail | stays | 1 of 1 calls failed (100 %)
     1 fail | trips | 2 of 2 calls failed (100 %)`,
  ],
  [
    'failure rate over time: calls leave when they are as old as the window, traffic or not',
    { kind: 'failure-rate', rate: '60%', window: { time: '1s' }, minimumCalls: 2 },
    `0    ok    | stays | 0 of 1 calls failed (0 %)
     500  fail  | stays | 1 of 2 calls failed (50 %)
     999  fail  | trips | 2 of 3 calls failed (67 %)
     1000 look  | stays | 2 of 2 calls failed (100 %)
     1500 look  | stays | 1 of 1 calls failed (100 %)
     5000 fail  | stays | 1 of 1 calls failed (100 %)
     5001 clear | stays | 0 of 0 calls failed (0 %)`,
  ],
];

describe('trip policies', () => {
  it.each(TIMELINES)('%s', (_, settings, timeline) => {
    const policy = createTripPolicy(decode(tripSettings, settings));
    expect(played(policy, timeline)).toBe(written(timeline));
  });

  it('none goes without a timeline', () => {
    const played = new Set(TIMELINES.map(([, settings]) => String(settings.kind)));
    expect([...played].sort()).toEqual(TRIP_POLICIES.map(({ kind }) => kind).sort());
  });
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
  ])('of %j are all filled in', (written, filled) => {
    expect(decode(tripSettings, written)).toEqual(filled);
  });

  it.each([
    [
      { kind: 'failure-rats' },
      'kind: found "failure-rats", expected one of consecutive-failures, failure-count, failure-rate; did you mean "failure-rate"?',
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
      'window.calls: found unknown key "calls", expected time',
    ],
    [
      { kind: 'failure-count', window: { calls: 5 } },
      [
        'window.time: is missing, expected a duration such as 250ms, 10s, 5m or 2h',
        'window.calls: found unknown key "calls", expected time',
      ].join('\n'),
    ],
  ])('%j: %s', (written, message) => {
    expect(decoded(tripSettings, written)).toBe(message);
  });
});
