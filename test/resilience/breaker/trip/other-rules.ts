/** Rules that other libraries have: name, settings, and a timeline as in `timelines.ts`. */
export const OTHER_RULES: [string, Record<string, unknown>, string][] = [
  [
    'consecutive failures: cleared at fixed intervals, however many there were',
    { kind: 'consecutive-failures', failures: 2, clearedEvery: '1s' },
    `999  fail | stays | 1 failure
     1000 fail | stays | 1 failure
     1999 fail | trips | 2 consecutive failures
     2000 ok   | stays | no failure`,
  ],
  [
    'strict: at the rate it stays, above it opens',
    { kind: 'failure-rate', rate: '50%', strict: true, window: { calls: 10 }, minimumCalls: 2 },
    `0 ok   | stays | 0 of 1 calls failed (0 %)
     1 fail | stays | 1 of 2 calls failed (50 %)
     2 ok   | stays | 1 of 3 calls failed (33 %)
     3 fail | stays | 2 of 4 calls failed (50 %)
     4 fail | trips | 3 of 5 calls failed (60 %)`,
  ],
  [
    'judged at every result: the success that fills the minimum opens',
    { kind: 'failure-rate', rate: '50%', judged: 'at-every-result', minimumCalls: 3 },
    `0 fail | stays | 1 of 1 calls failed (100 %)
     1 fail | stays | 2 of 2 calls failed (100 %)
     2 ok   | trips | 2 of 3 calls failed (67 %)`,
  ],
  [
    'judged by a timer: no call opens it, the next look does',
    { kind: 'failure-rate', judged: { every: '500ms' }, window: { time: '10s' }, minimumCalls: 2 },
    `10   fail | stays | 1 of 1 calls failed (100 %)
     20   fail | stays | 2 of 2 calls failed (100 %)
     30   ok   | stays | 2 of 3 calls failed (67 %)
     500  time | trips | 2 of 3 calls failed (67 %)
     510  ok   | stays | 2 of 4 calls failed (50 %)
     520  ok   | stays | 2 of 5 calls failed (40 %)
     1000 time | stays | 2 of 5 calls failed (40 %)
     9999 fail | stays | 3 of 6 calls failed (50 %)
     11000 time | stays | 1 of 1 calls failed (100 %)`,
  ],
  [
    'over started calls: those in flight make the share smaller, and fail into it',
    {
      kind: 'failure-rate',
      rate: '50%',
      window: { time: '1s', of: 'started' },
      minimumCalls: 2,
    },
    `0   start | stays | 0 of 1 calls failed (0 %)
     0   start | stays | 0 of 2 calls failed (0 %)
     0   start | stays | 0 of 3 calls failed (0 %)
     10  fail  | stays | 1 of 3 calls failed (33 %)
     20  ok    | stays | 1 of 3 calls failed (33 %)
     30  fail  | trips | 2 of 3 calls failed (67 %)
     1010 start | stays | 1 of 1 calls failed (100 %)
     1020 start | stays | 1 of 2 calls failed (50 %)
     1029 start | stays | 1 of 3 calls failed (33 %)
     1030 start | stays | 0 of 4 calls failed (0 %)`,
  ],
  [
    'a window that tumbles: a burst across its border passes unseen',
    {
      kind: 'failure-rate',
      rate: '50%',
      window: { time: '1s', buckets: 1 },
      minimumCalls: 3,
    },
    `998  fail | stays | 1 of 1 calls failed (100 %)
     999  fail | stays | 2 of 2 calls failed (100 %)
     1000 fail | stays | 1 of 1 calls failed (100 %)
     1001 fail | stays | 2 of 2 calls failed (100 %)
     1999 fail | trips | 3 of 3 calls failed (100 %)
     2000 ok   | stays | 0 of 1 calls failed (0 %)`,
  ],
  [
    'a window of buckets: the oldest part goes as one',
    {
      kind: 'failure-rate',
      rate: '50%',
      window: { time: '1s', buckets: 2 },
      minimumCalls: 3,
    },
    `0    fail | stays | 1 of 1 calls failed (100 %)
     499  fail | stays | 2 of 2 calls failed (100 %)
     999  ok   | stays | 2 of 3 calls failed (67 %)
     1000 ok   | stays | 0 of 2 calls failed (0 %)`,
  ],
  [
    'all of: opens at the call that makes the last of them true, whichever call that is',
    {
      kind: 'all-of',
      policies: [
        { kind: 'failure-rate', rate: '50%', window: { calls: 4 }, minimumCalls: 2 },
        { kind: 'slow-call-rate', slow: '1s', rate: '50%', window: { calls: 4 }, minimumCalls: 2 },
      ],
    },
    `0 fail    | stays | 1 of 1 calls failed (100 %); 0 of 1 calls took 1s or more (0 %)
     1 fail    | stays | 2 of 2 calls failed (100 %); 0 of 2 calls took 1s or more (0 %)
     2 ok 1500 | stays | 2 of 3 calls failed (67 %); 1 of 3 calls took 1s or more (33 %)
     3 ok 1500 | trips | 2 of 4 calls failed (50 %); 2 of 4 calls took 1s or more (50 %)`,
  ],
  [
    'bad pings: calls say nothing, so many bad answers in a row do, and none at all is bad too',
    { kind: 'bad-pings', every: '5s', failures: 2, timeout: '1s' },
    `10    fail | stays | 0 bad pings in a row
     5000  time | pings | 0 bad pings in a row
     5100  bad  | stays | 1 bad ping in a row
     10000 time | pings | 1 bad ping in a row
     10100 good | stays | 0 bad pings in a row
     15000 time | pings | 0 bad pings in a row
     16000 time | stays | 1 bad ping in a row
     20000 time | pings | 1 bad ping in a row
     21000 time | trips | 2 bad pings in a row`,
  ],
];
