import { describe, expect, it } from 'vitest';
import { PlayedBreaker, written } from './timeline.ts';

const afterTwo = { kind: 'consecutive-failures', failures: 2 };
const forOneSecond = { kind: 'fixed', duration: '1s' };
const BREAKER = { trip: afterTwo, open: forOneSecond };
const THREE_PROBES = { ...BREAKER, probe: { permits: 2, successes: 3 } };

/** Name, settings, timeline. */
const TIMELINES: readonly [string, Record<string, unknown>, string][] = [
  [
    'closed, open, half-open and closed again',
    BREAKER,
    `at 0    ok   -> closed
     at 10   fail -> closed
     at 150  fail -> open (2 consecutive failures)
     at 500  ok   -> blocked, open
     at 1200 ok   -> half-open since 1150 (open time is over), closed (1 probe succeeded)
     at 1201 fail -> closed
     at 1202 ok   -> closed`,
  ],
  [
    'closed, open, half-open and open again, for as long as the first time',
    BREAKER,
    `at 0    fail -> closed
     at 0    fail -> open (2 consecutive failures)
     at 1000 fail -> half-open (open time is over), open (a probe failed)
     at 1999 ok   -> blocked, open
     at 2000 fail -> half-open (open time is over), open (a probe failed)
     at 3000 ok   -> half-open (open time is over), closed (1 probe succeeded)`,
  ],
  [
    'open lasts exactly as long as it should: half-open at the very instant, with or without a call',
    BREAKER,
    `at 0                 fail   -> closed
     at 0.5               fail   -> open (2 consecutive failures)
     at 1000.4990234375   look   -> open
     at 1000.4990234375   A asks -> blocked, open
     at 1000.5            look   -> half-open (open time is over)
     at 1000.5            A asks -> half-open
     at 1000.5            A ok   -> closed (1 probe succeeded)`,
  ],
  [
    'a look long after the open time finds it half-open since its end',
    BREAKER,
    `at 0     fail -> closed
     at 100   fail -> open (2 consecutive failures)
     at 86400 look -> half-open since 1100 (open time is over)
     at 86400 look -> half-open`,
  ],
  [
    'outcomes of calls let through before the circuit opened come late: neither success nor failure counts',
    BREAKER,
    `at 0    A asks    -> closed
     at 0    B asks    -> closed
     at 0    C asks    -> closed
     at 1    fail      -> closed
     at 2    fail      -> open (2 consecutive failures)
     at 3    A ok      -> late, open
     at 1002 look      -> half-open (open time is over)
     at 1003 B fails   -> late, half-open
     at 1004 ok        -> closed (1 probe succeeded)
     at 1005 fail      -> closed
     at 1006 C fails   -> late, closed
     at 1007 fail      -> open (2 consecutive failures)`,
  ],
  [
    'a late success does not start the count again either',
    BREAKER,
    `at 0    A asks -> closed
     at 1    fail   -> closed
     at 2    fail   -> open (2 consecutive failures)
     at 1002 ok     -> half-open (open time is over), closed (1 probe succeeded)
     at 1003 fail   -> closed
     at 1004 A ok   -> late, closed
     at 1005 fail   -> open (2 consecutive failures)`,
  ],
  [
    'a probe that comes back in the next half-open period is late, and holds none of its permits',
    BREAKER,
    `at 0    fail    -> closed
     at 0    fail    -> open (2 consecutive failures)
     at 1000 A asks  -> half-open (open time is over)
     at 1001 B asks  -> blocked, half-open
     at 1002 A fails -> open (a probe failed)
     at 2002 C asks  -> half-open (open time is over)
     at 2003 A ok    -> late, half-open
     at 2004 D asks  -> blocked, half-open
     at 2005 C ok    -> closed (1 probe succeeded)`,
  ],
  [
    'an ignored probe returns its permit and decides nothing',
    BREAKER,
    `at 0    fail      -> closed
     at 0    fail      -> open (2 consecutive failures)
     at 1000 A asks    -> half-open (open time is over)
     at 1000 B asks    -> blocked, half-open
     at 1500 A ignored -> half-open
     at 1500 B asks    -> half-open
     at 1500 C asks    -> blocked, half-open
     at 1600 B ok      -> closed (1 probe succeeded)`,
  ],
  [
    'an ignored call does not end a run of failures',
    BREAKER,
    `at 0 fail    -> closed
     at 1 ignored -> closed
     at 2 fail    -> open (2 consecutive failures)`,
  ],
  [
    'several probes: so many in flight at once, so many in a row to close',
    THREE_PROBES,
    `at 0    fail   -> closed
     at 0    fail   -> open (2 consecutive failures)
     at 1000 A asks -> half-open (open time is over)
     at 1000 B asks -> half-open
     at 1000 C asks -> blocked, half-open
     at 1100 A ok   -> half-open
     at 1100 C asks -> half-open
     at 1100 D asks -> blocked, half-open
     at 1200 B ok   -> half-open
     at 1300 C ok   -> closed (3 probes succeeded)`,
  ],
  [
    'several probes: any failure reopens, and the others come late',
    THREE_PROBES,
    `at 0    fail    -> closed
     at 0    fail    -> open (2 consecutive failures)
     at 1000 ok      -> half-open (open time is over)
     at 1000 ok      -> half-open
     at 1001 A asks  -> half-open
     at 1001 B asks  -> half-open
     at 1002 A fails -> open (a probe failed)
     at 1003 B ok    -> late, open
     at 2002 ok      -> half-open (open time is over)
     at 2002 ok      -> half-open
     at 2002 ok      -> closed (3 probes succeeded)`,
  ],
  [
    'the count starts anew in every closed period',
    BREAKER,
    `at 0    fail -> closed
     at 0    fail -> open (2 consecutive failures)
     at 1000 ok   -> half-open (open time is over), closed (1 probe succeeded)
     at 1001 fail -> closed
     at 1002 fail -> open (2 consecutive failures)`,
  ],
  [
    'a window of calls is empty after the circuit closes',
    {
      trip: { kind: 'failure-rate', rate: '50%', window: { calls: 4 }, minimumCalls: 2 },
      open: forOneSecond,
    },
    `at 0    fail -> closed
     at 1    fail -> open (2 of 2 calls failed (100 %))
     at 1001 ok   -> half-open (open time is over), closed (1 probe succeeded)
     at 1002 fail -> closed
     at 1003 ok   -> closed
     at 1004 ok   -> closed
     at 1005 fail -> open (2 of 4 calls failed (50 %))`,
  ],
  [
    'a window of time is empty after the circuit closes, however young the failures before',
    {
      trip: { kind: 'failure-count', failures: 3, window: { time: '1h' } },
      open: forOneSecond,
    },
    `at 0    fail -> closed
     at 1    fail -> closed
     at 2    fail -> open (3 failures in 1h)
     at 1002 ok   -> half-open (open time is over), closed (1 probe succeeded)
     at 1003 fail -> closed
     at 1004 fail -> closed
     at 1005 fail -> open (3 failures in 1h)`,
  ],
];

describe('the circuit breaker, followed by hand', () => {
  it.each(TIMELINES)('%s', (_, settings, timeline) => {
    expect(new PlayedBreaker(settings).play(timeline)).toBe(written(timeline));
  });

  it('counts what it did', () => {
    const played = new PlayedBreaker(BREAKER);
    played.play(`at 0    A asks
                 at 1    ok
                 at 2    ignored
                 at 3    fail
                 at 4    fail
                 at 5    ok
                 at 6    A ok
                 at 1004 fail
                 at 2004 B asks`);
    expect(played.breaker.counts).toEqual({
      calls: 8,
      successful: 1,
      failed: 3,
      ignored: 1,
      blocked: 1,
      late: 1,
      stateChanges: 4,
    });
  });

  it('says when it will wake, and where it stands', () => {
    const { breaker } = new PlayedBreaker(BREAKER);
    const fail = (now: number) => breaker.fail(breaker.tryAcquire(now), now, 0, 'timeout');
    expect([breaker.wakeAtMs, breaker.standing(0)]).toEqual([Infinity, 'no failure']);
    fail(10);
    expect(breaker.standing(10)).toBe('1 failure');
    fail(20);
    expect([breaker.wakeAtMs, breaker.standing(270)]).toEqual([1020, 'open for another 750ms']);
    breaker.poll(1020);
    expect([breaker.wakeAtMs, breaker.standing(1020)]).toEqual([Infinity, '0 probes succeeded']);
  });
});
