import { describe, expect, it } from 'vitest';
import { PlayedBreaker, written } from './timeline.ts';

/** What the breaker of another library would do with its whole, each rule alone: one failure opens, for 1 s. */
const base = {
  trip: { kind: 'consecutive-failures', failures: 1 },
  open: { kind: 'fixed', duration: '1s' },
};
const two = { ...base, trip: { kind: 'consecutive-failures', failures: 2 } };
const half = {
  ...base,
  trip: { kind: 'failure-rate', window: { calls: 4 }, minimumCalls: 2 },
};

const TIMELINES: [string, Record<string, unknown>, string][] = [
  [
    'late results are dropped, unless somebody wants them',
    base,
    `at 0    A asks  -> closed
     at 0    B asks  -> closed
     at 0    fail    -> open (1 failure)
     at 500  A ok    -> late, open
     at 1000 look    -> half-open (open time is over)
     at 1001 B fails -> late, half-open`,
  ],
  [
    'late as probes: in half-open a success closes, and a failure reopens',
    { ...base, late: 'as-probes' },
    `at 0    A asks  -> closed
     at 0    B asks  -> closed
     at 0    C asks  -> closed
     at 0    fail    -> open (1 failure)
     at 500  A fails -> open
     at 1000 look    -> half-open (open time is over)
     at 1001 B fails -> open (a probe failed)
     at 2001 look    -> half-open (open time is over)
     at 2002 C ok    -> closed (1 probe succeeded)`,
  ],
  [
    'late as probes: in closed they count as any other',
    { ...two, late: 'as-probes' },
    `at 0    A asks  -> closed
     at 0    fail    -> closed
     at 0    fail    -> open (2 consecutive failures)
     at 1000 ok      -> half-open (open time is over), closed (1 probe succeeded)
     at 1001 A fails -> closed
     at 1002 fail    -> open (2 consecutive failures)`,
  ],
  [
    'late as probes: a call is no ping',
    { ...base, late: 'as-probes', probe: { kind: 'health-check', successes: 1 } },
    `at 0    A asks    -> closed
     at 0    fail      -> open (1 failure)
     at 1000 look      -> half-open (open time is over)
     at 1001 A ok      -> half-open
     at 1002 ping good -> closed (1 good ping in a row)`,
  ],
  [
    'late as calls: the trip policy hears of them whatever the state, and what it counted may reopen',
    { ...half, late: 'as-calls' },
    `at 0    A asks  -> closed
     at 0    B asks  -> closed
     at 0    C asks  -> closed
     at 0    fail    -> closed
     at 0    fail    -> open (2 of 2 calls failed (100 %))
     at 500  A ok    -> open
     at 1000 P asks  -> half-open (open time is over)
     at 1001 B ok    -> half-open
     at 1002 C fails -> open (2 of 4 calls failed (50 %))
     at 1003 P ok    -> open`,
  ],
  [
    'late as calls: the probe that closes is the first of the new count',
    { ...half, late: 'as-calls' },
    `at 0    fail -> closed
     at 0    fail -> open (2 of 2 calls failed (100 %))
     at 1000 ok   -> half-open (open time is over), closed (1 probe succeeded)
     at 1001 fail -> open (1 of 2 calls failed (50 %))`,
  ],
  [
    'counts that are kept: what opened it weighs in again',
    {
      ...half,
      keepsCounts: true,
      trip: { kind: 'failure-rate', rate: '60%', window: { calls: 5 }, minimumCalls: 2 },
    },
    `at 0    fail -> closed
     at 0    fail -> open (2 of 2 calls failed (100 %))
     at 1000 ok   -> half-open (open time is over), closed (1 probe succeeded)
     at 1001 ok   -> closed
     at 1002 fail -> open (3 of 5 calls failed (60 %))`,
  ],
  [
    'counts that are kept: blocked calls have started too',
    {
      ...base,
      keepsCounts: true,
      trip: {
        kind: 'failure-rate',
        window: { time: '9s', of: 'started' },
        minimumCalls: 1,
      },
    },
    `at 0    fail   -> open (1 of 1 calls failed (100 %))
     at 1    A asks -> blocked, open
     at 2    B asks -> blocked, open
     at 1000 ok     -> half-open (open time is over), closed (1 probe succeeded)
     at 1001 fail   -> closed
     at 1002 fail   -> open (3 of 6 calls failed (50 %))`,
  ],
  [
    'a warm-up: it counts, and nothing opens it',
    { ...base, warmUp: '10s' },
    `at 0     fail -> closed
     at 9999  fail -> closed
     at 10000 fail -> open (3 consecutive failures)`,
  ],
  [
    'the open time begins anew with each late failure',
    { ...base, open: { kind: 'fixed', duration: '1s', from: 'last-failure' } },
    `at 0    A asks  -> closed
     at 0    B asks  -> closed
     at 0    fail    -> open (1 failure)
     at 500  A ok    -> late, open
     at 900  B fails -> late, open
     at 1899 look    -> open
     at 1900 look    -> half-open (open time is over)`,
  ],
  [
    'a slow probe counts as failed, though it succeeded',
    { ...base, probe: { slow: '300ms' } },
    `at 0    fail     -> open (1 failure)
     at 1000 A asks   -> half-open (open time is over)
     at 1300 A ok 300 -> open (a probe took 300ms)
     at 2300 A asks   -> half-open (open time is over)
     at 2599 A ok 299 -> closed (1 probe succeeded)`,
  ],
  [
    'half-open has a limit, and leads back to open',
    { ...base, probe: { limit: { time: '5s' } } },
    `at 0    fail   -> open (1 failure)
     at 1000 A asks -> half-open (open time is over)
     at 5999 look   -> half-open
     at 6000 look   -> open (no verdict after 5s)`,
  ],
  [
    'half-open has a limit, and leads to closed',
    { ...base, probe: { kind: 'health-check', limit: { time: '5s', to: 'closed' } } },
    `at 0    fail -> open (1 failure)
     at 1000 look -> half-open (open time is over)
     at 6000 look -> closed (no verdict after 5s)`,
  ],
  [
    'a share of failures decides once so many probes have ended, not before',
    { ...base, probe: { kind: 'failure-rate', probes: 4, minimumCalls: 3, rate: '50%' } },
    `at 0    fail   -> open (1 failure)
     at 1000 fail   -> half-open (open time is over)
     at 1001 fail   -> half-open
     at 1002 A asks -> half-open
     at 1003 B asks -> half-open
     at 1004 C asks -> blocked, half-open
     at 1005 A ok   -> open (2 of 3 probes failed)`,
  ],
  [
    'judged by a timer: it opens at the next look',
    {
      ...base,
      trip: { kind: 'failure-rate', judged: { every: '500ms' }, minimumCalls: 1 },
    },
    `at 10  fail -> closed
     at 499 ok   -> closed
     at 500 look -> open (1 of 2 calls failed (50 %))`,
  ],
  [
    'bad pings open a circuit whose calls all succeed; those of a period before say nothing',
    {
      ...base,
      trip: { kind: 'bad-pings', every: '200ms', failures: 1 },
    },
    `at 199  ok        -> closed
     at 200  look      -> closed
     at 210  ping bad  -> open (1 bad ping in a row)
     at 211  ping bad  -> open
     at 1210 ok        -> half-open (open time is over), closed (1 probe succeeded)
     at 1409 look      -> closed
     at 1410 look      -> closed
     at 1420 ping good -> closed`,
  ],
];

describe('rules of other libraries, each by itself', () => {
  it.each(TIMELINES)('%s', (_, settings, timeline) => {
    expect(new PlayedBreaker(settings).play(timeline)).toBe(written(timeline));
  });

  it('others wait while all permits are out, and no longer once one is back or the state has changed', () => {
    const played = new PlayedBreaker({ ...base, probe: { others: 'wait', lease: '5s' } });
    const { breaker } = played;
    expect(breaker.othersWait).toBe(true);
    expect(breaker.mustWait(0)).toBe(false);
    played.play('at 0 fail');
    expect([breaker.mustWait(500), breaker.mustWait(1_000)]).toEqual([false, false]);
    played.play('at 1001 A asks');
    expect([breaker.mustWait(1_002), breaker.mustWait(6_000)]).toEqual([true, true]);
    // The lease is over then, and the clock that is watched says so.
    expect(breaker.wakeAtMs).toBe(6_001);
    expect(breaker.mustWait(6_001)).toBe(false);
    played.play('at 6002 B asks');
    expect(breaker.mustWait(6_003)).toBe(true);
    played.play('at 6004 B fails');
    expect(breaker.mustWait(6_004)).toBe(false);
  });

  it('a person who has set it aside is not overruled by a timer or a ping', () => {
    const played = new PlayedBreaker({
      trip: {
        kind: 'any-of',
        policies: [
          { kind: 'bad-pings', every: '100ms', failures: 1 },
          { kind: 'failure-rate', judged: { every: '100ms' }, minimumCalls: 1 },
        ],
      },
      keepsCounts: true,
    });
    played.play('at 10 fail');
    played.breaker.setMode('disabled', 20);
    expect(played.play('at 120 look\nat 130 ping bad')).toBe(
      'at 120 look -> disabled\nat 130 ping bad -> disabled',
    );
    played.breaker.close(140);
    expect(played.breaker.stateName).toBe('closed');
  });
});
