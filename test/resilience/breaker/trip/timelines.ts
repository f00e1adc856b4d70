/** Name, settings, and a timeline: instant and outcome | answer | standing. */
export const TIMELINES: [string, Record<string, unknown>, string][] = [
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
  [
    'slow call rate: a call is slow from the very limit on, successful or not; a fast one never trips',
    { kind: 'slow-call-rate', slow: '1s', rate: '50%', window: { calls: 4 }, minimumCalls: 2 },
    `0 ok 999          | stays | 0 of 1 calls took 1s or more (0 %)
     1 ok 1000         | trips | 1 of 2 calls took 1s or more (50 %)
     2 clear           | stays | 0 of 0 calls took 1s or more (0 %)
     3 fail 1000       | stays | 1 of 1 calls took 1s or more (100 %)
     4 ok 10           | stays | 1 of 2 calls took 1s or more (50 %)
     5 fail 10         | stays | 1 of 3 calls took 1s or more (33 %)
     6 fail 5000       | trips | 2 of 4 calls took 1s or more (50 %)`,
  ],
  [
    'mean latency: one very long call may be enough; a fast one may find it still too high',
    { kind: 'latency', statistic: 'mean', limit: '1s', window: { time: '10s' }, minimumCalls: 3 },
    `0     ok 5000  | stays | mean latency 5s of 1 call
     1     ok 0     | stays | mean latency 2.5s of 2 calls
     2     fail 1   | trips | mean latency 1.667s of 3 calls
     10000 ok 1     | stays | mean latency 0.67ms of 3 calls
     10001 clear    | stays | mean latency 0ms of 0 calls`,
  ],
  [
    'mean latency: opens where the mean is the limit itself, not a little below it',
    { kind: 'latency', statistic: 'mean', limit: '1s', window: { calls: 3 }, minimumCalls: 2 },
    `0 ok 999  | stays | mean latency 999ms of 1 call
     1 ok 1000 | stays | mean latency 999.5ms of 2 calls
     2 ok 1001 | trips | mean latency 1s of 3 calls`,
  ],
  [
    'median latency, by nearest rank: of four calls the second decides',
    { kind: 'latency', statistic: 'p50', limit: '1s', window: { calls: 4 }, minimumCalls: 4 },
    `0 ok 1    | stays | 0 of 1 call took 1s or more
     1 ok 2000 | stays | 1 of 2 calls took 1s or more
     2 ok 2000 | stays | 2 of 3 calls took 1s or more
     3 ok 1    | stays | 2 of 4 calls took 1s or more
     4 ok 1000 | trips | 3 of 4 calls took 1s or more
     5 clear   | stays | 0 of 0 calls took 1s or more`,
  ],
  [
    'timeout share: other failures are no reason to open, and make the share smaller',
    { kind: 'timeout-share', rate: '50%', window: { calls: 4 }, minimumCalls: 2 },
    `0 fail timeout | stays | 1 of 1 calls timed out (100 %)
     1 fail error   | stays | 1 of 2 calls timed out (50 %)
     2 fail refused | stays | 1 of 3 calls timed out (33 %)
     3 ok           | stays | 1 of 4 calls timed out (25 %)
     4 fail timeout | stays | 1 of 4 calls timed out (25 %)
     5 fail timeout | trips | 2 of 4 calls timed out (50 %)`,
  ],
  [
    'error classes: a refused connection weighs more than a 500, until it is as old as the window',
    { kind: 'error-classes', weights: { error: 0.1 }, score: 3.2, window: { time: '1s' } },
    `0    fail refused  | stays | a score of 3 in 1s
     1    fail error    | stays | a score of 3.1 in 1s
     2    fail error    | trips | a score of 3.2 in 1s
     3    fail declined | stays | a score of 3.2 in 1s
     4    ok            | stays | a score of 3.2 in 1s
     1000 look          | stays | a score of 0.2 in 1s
     1001 fail timeout  | stays | a score of 2.1 in 1s
     1002 clear         | stays | a score of 0 in 1s`,
  ],
  [
    'error classes: a business "no" weighs as much as it is said to',
    { kind: 'error-classes', weights: { declined: 0.5 }, score: 1, window: { time: '1s' } },
    `0 fail declined | stays | a score of 0.5 in 1s
     1 fail declined | trips | a score of 1 in 1s`,
  ],
  [
    'error classes: so many of one kind are enough by themselves',
    {
      kind: 'error-classes',
      weights: { error: 0, refused: 0 },
      thresholds: { refused: 2, error: 3 },
      window: { time: '1s' },
    },
    `0 fail refused | stays | a score of 0, 1 refused in 1s
     1 fail error   | stays | a score of 0, 1 error, 1 refused in 1s
     2 fail error   | stays | a score of 0, 2 error, 1 refused in 1s
     3 fail refused | trips | a score of 0, 2 error, 2 refused in 1s
     4 clear        | stays | a score of 0 in 1s
     5 fail refused | stays | a score of 0, 1 refused in 1s`,
  ],
  [
    'adaptive: two are enough at night; with more than ten calls a fifth of them is asked for',
    { kind: 'adaptive', share: '20%', atLeast: 2, atMost: 5, window: { time: '10s' } },
    `0    fail | stays | 1 of 2 failures in 10s, with 1 calls
     1    fail | trips | 2 of 2 failures in 10s, with 2 calls
     2    ok   | stays | 2 of 2 failures in 10s, with 3 calls
     3    ok   | stays | 2 of 2 failures in 10s, with 4 calls
     4    ok   | stays | 2 of 2 failures in 10s, with 5 calls
     5    ok   | stays | 2 of 2 failures in 10s, with 6 calls
     6    ok   | stays | 2 of 2 failures in 10s, with 7 calls
     7    ok   | stays | 2 of 2 failures in 10s, with 8 calls
     8    ok   | stays | 2 of 2 failures in 10s, with 9 calls
     9    ok   | stays | 2 of 2 failures in 10s, with 10 calls
     10   ok   | stays | 2 of 3 failures in 10s, with 11 calls
     10000 look | stays | 1 of 2 failures in 10s, with 10 calls
     10001 fail | stays | 1 of 2 failures in 10s, with 10 calls
     10001 clear | stays | 0 of 2 failures in 10s, with 0 calls
     10002 fail | stays | 1 of 2 failures in 10s, with 1 calls`,
  ],
  [
    'any of several: whichever opens first gives the reason',
    {
      kind: 'any-of',
      policies: [
        { kind: 'consecutive-failures', failures: 2 },
        { kind: 'slow-call-rate', slow: '1s', rate: 1, window: { calls: 1 }, minimumCalls: 1 },
      ],
    },
    `0 fail    | stays | 1 failure; 0 of 1 calls took 1s or more (0 %)
     1 ok 2000 | trips | 1 of 1 calls took 1s or more (100 %)
     2 fail    | stays | 1 failure; 0 of 1 calls took 1s or more (0 %)
     3 fail    | trips | 2 consecutive failures
     4 clear   | stays | no failure; 0 of 0 calls took 1s or more (0 %)
     5 ok      | stays | no failure; 0 of 1 calls took 1s or more (0 %)`,
  ],
];
