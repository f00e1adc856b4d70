import { describe, expect, it } from 'vitest';
import { decode } from '../../../../src/kernel/settings.ts';
import { PROBE_POLICIES, probeSettings } from '../../../../src/resilience/breaker/probe/index.ts';
import { decoded } from '../../../kernel/decoded.ts';
import { PlayedBreaker, written } from '../timeline.ts';

/** One failure opens, for 1 s; each timeline begins at 0 with one, and the probing at 1000. */
const TIMELINES: [string, Record<string, unknown>, string][] = [
  [
    'consecutive successes: one failure reopens',
    { permits: 2, successes: 3 },
    `at 1000 ok     -> half-open (open time is over)
     at 1001 ok     -> half-open
     at 1002 fail   -> open (a probe failed)
     at 2002 ok     -> half-open (open time is over)
     at 2003 ok     -> half-open
     at 2004 ok     -> closed (3 probes succeeded)`,
  ],
  [
    'consecutive successes: a probe that hangs keeps its permit for the lease, not for ever',
    { permits: 1, lease: '5s' },
    `at 1000 A asks -> half-open (open time is over)
     at 5999 B asks -> blocked, half-open
     at 6000 C asks -> half-open
     at 6001 A ok   -> late, half-open
     at 6002 D asks -> blocked, half-open
     at 6003 C ok   -> closed (1 probe succeeded)`,
  ],
  [
    'consecutive successes: without a lease it may hang for ever; ignoring it gives the permit back',
    { permits: 1 },
    `at 1000 A asks     -> half-open (open time is over)
     at 99999999 B asks -> blocked, half-open
     at 99999999 A ignored -> half-open
     at 99999999 C asks -> half-open`,
  ],
  [
    'consecutive successes: a lease is over to the instant, and its outcome is late',
    { permits: 1, lease: '5s' },
    `at 1000 A asks -> half-open (open time is over)
     at 6000 A ok   -> late, half-open
     at 6000 B asks -> half-open
     at 10999 B ok  -> closed (1 probe succeeded)`,
  ],
  [
    'success ratio: decided as soon as the rest could change nothing',
    { kind: 'success-ratio', probes: 4, ratio: '75%', permits: 4 },
    `at 1000 ok     -> half-open (open time is over)
     at 1001 fail   -> half-open
     at 1002 ok     -> half-open
     at 1003 ok     -> closed (3 of 4 probes succeeded)
     at 1004 fail   -> open (1 failure)
     at 2004 fail   -> half-open (open time is over)
     at 2005 fail   -> open (0 of 2 probes succeeded)`,
  ],
  [
    'success ratio: no more probes go out than are counted, and an ignored one makes room for another',
    { kind: 'success-ratio', probes: 2, ratio: '50%', permits: 10 },
    `at 1000 A asks -> half-open (open time is over)
     at 1001 B asks -> half-open
     at 1002 C asks -> blocked, half-open
     at 1003 A ignored -> half-open
     at 1004 D asks -> half-open
     at 1005 B fails -> half-open
     at 1006 E asks -> blocked, half-open
     at 1007 D ok   -> closed (1 of 2 probes succeeded)`,
  ],
  [
    'failure rate: all probes are heard out, though the verdict is plain before',
    { kind: 'failure-rate', probes: 3, minimumCalls: 9, rate: '40%' },
    `at 1000 fail   -> half-open (open time is over)
     at 1001 fail   -> half-open
     at 1002 ok     -> open (2 of 3 probes failed)
     at 2002 A asks -> half-open (open time is over)
     at 2002 B asks -> half-open
     at 2002 C asks -> half-open
     at 2002 D asks -> blocked, half-open
     at 2003 A ok   -> half-open
     at 2004 B ignored -> half-open
     at 2005 E asks -> half-open
     at 2006 E fails -> half-open
     at 2007 C ok   -> closed (1 of 3 probes failed)`,
  ],
  [
    'failure rate: at the rate it reopens, unless it has to be above',
    { kind: 'failure-rate', probes: 2, minimumCalls: 2, rate: '50%', strict: true },
    `at 1000 fail -> half-open (open time is over)
     at 1001 ok   -> closed (1 of 2 probes failed)`,
  ],
  [
    'health check: pings at even intervals, calls blocked, a bad ping starts the count again',
    { kind: 'health-check', every: '100ms', successes: 2, timeout: '1s' },
    `at 1000 look      -> half-open (open time is over)
     at 1001 ok        -> blocked, half-open
     at 1050 ping good -> half-open
     at 1050 ping good -> half-open
     at 1100 look      -> half-open
     at 1110 ping bad  -> half-open
     at 1200 look      -> half-open
     at 1210 ping good -> half-open
     at 1300 look      -> half-open
     at 1310 ping good -> closed (2 good pings in a row)`,
  ],
  [
    'health check: a ping without an answer is bad, and its answer comes too late',
    { kind: 'health-check', every: '100ms', successes: 2, timeout: '150ms' },
    `at 1000 look      -> half-open (open time is over)
     at 1010 ping good -> half-open
     at 1100 look      -> half-open
     at 1200 look      -> half-open
     at 1250 ping good -> half-open
     at 1300 look      -> half-open
     at 1310 ping good -> half-open
     at 1400 look      -> half-open
     at 1410 ping good -> closed (2 good pings in a row)`,
  ],
  [
    'gradual recovery: one call in four, then one in two, then all, each step for its time',
    { kind: 'gradual-recovery', steps: ['25%', '50%', '100%'], every: '1s', minimumCalls: 1 },
    `at 1000 ok   -> half-open (open time is over)
     at 1001 ok   -> blocked, half-open
     at 1002 ok   -> blocked, half-open
     at 1003 ok   -> blocked, half-open
     at 1004 ok   -> half-open
     at 2000 look -> half-open
     at 2001 ok   -> half-open
     at 2002 ok   -> blocked, half-open
     at 2003 ok   -> half-open
     at 3000 look -> half-open
     at 3001 ok   -> half-open
     at 3002 ok   -> half-open
     at 3999 look -> half-open
     at 4000 look -> closed (recovered in 3 steps)`,
  ],
  [
    'gradual recovery: too many failures lead a step down, from the lowest back to open',
    {
      kind: 'gradual-recovery',
      steps: ['50%', '100%'],
      every: '1s',
      minimumCalls: 2,
      failureRate: '50%',
    },
    `at 1000 ok      -> half-open (open time is over)
     at 1001 ok      -> blocked, half-open
     at 1002 ok      -> half-open
     at 2000 X asks  -> half-open
     at 2001 fail    -> half-open
     at 2002 fail    -> half-open
     at 2003 X fails -> half-open
     at 2004 ok      -> half-open
     at 2005 ok      -> blocked, half-open
     at 2006 fail    -> open (1 of 2 calls failed at 50% of the traffic)`,
  ],
  [
    'gradual recovery: no evidence, no progress; the step goes on until enough calls have ended',
    { kind: 'gradual-recovery', steps: ['100%'], every: '1s', minimumCalls: 2 },
    `at 1000 ok      -> half-open (open time is over)
     at 9000 look    -> half-open
     at 9001 ignored -> half-open
     at 9002 ok      -> closed (recovered in 1 step)`,
  ],
];

describe('probe policies', () => {
  it.each(TIMELINES)('%s', (_, probe, timeline) => {
    const breaker = new PlayedBreaker({
      trip: { kind: 'consecutive-failures', failures: 1 },
      open: { kind: 'fixed', duration: '1s' },
      probe,
    });
    breaker.play('at 0 fail');
    expect(breaker.play(timeline)).toBe(written(timeline));
  });

  it('none goes without a timeline', () => {
    const played = TIMELINES.map(([, probe]) => decode(probeSettings, probe).kind);
    expect([...new Set(played)].sort()).toEqual(PROBE_POLICIES.map(({ kind }) => kind).sort());
  });
});

describe('their settings', () => {
  it.each([
    [{}, { kind: 'consecutive-successes', permits: 1, successes: 1 }],
    [{ kind: 'success-ratio' }, { kind: 'success-ratio', probes: 10, ratio: 0.8, permits: 10 }],
    [
      { kind: 'health-check' },
      { kind: 'health-check', every: 1_000, successes: 3, timeout: 1_000 },
    ],
    [
      { kind: 'gradual-recovery' },
      {
        kind: 'gradual-recovery',
        steps: [0.05, 0.25, 1],
        every: 10_000,
        minimumCalls: 5,
        failureRate: 0.5,
      },
    ],
  ])('of %j are all filled in', (settings, filled) => {
    expect(decode(probeSettings, settings)).toEqual(filled);
  });

  it('additive increase goes up to all of the traffic', () => {
    const steps = (from: string, by: string) =>
      (
        decode(probeSettings, { kind: 'gradual-recovery', steps: { from, by } }) as {
          steps: number[];
        }
      ).steps;
    expect(steps('10%', '30%')).toEqual([0.1, 0.4, 0.7, 1]);
    expect(steps('50%', '40%')).toEqual([0.5, 0.9, 1]);
    expect(steps('100%', '10%')).toEqual([1]);
  });

  it.each([
    [{ kind: 'gradual-recovery', steps: [] }, 'steps: found [], expected at least one share'],
    [
      { kind: 'gradual-recovery', steps: ['0%'] },
      'steps[0]: found "0%", expected a share such as 40% or 0.4, above 0%',
    ],
    [{ lease: 0 }, 'lease: found 0, expected a duration such as 250ms, 10s, 5m or 2h, above 0'],
  ])('%j: %s', (settings, message) => {
    expect(decoded(probeSettings, settings)).toBe(message);
  });
});
