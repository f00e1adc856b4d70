import { describe, expect, it } from 'vitest';
import type { Written } from '../scenarios.ts';
import { written } from '../timeline.ts';
import { failing, timelineOf } from './graphs.ts';

type Row = readonly [name: string, services: Written, timeline: string];

const pay = { to: 'pay' };
const quick = { latency: '10ms', charges: true };

const IN_TURN: readonly Row[] = [
  [
    'its calls are made in turn, and it ends with the last',
    { shop: { calls: [{ to: 'stock' }, pay] }, stock: { latency: '50ms' }, pay: quick },
    `at 50 stock: order 1 call 1 successful
     at 60 pay: order 1 call 1 successful
     at 60 order 1 paid`,
  ],
  [
    'the first call that fails is its end, with the same kind of failure',
    { shop: { calls: [{ to: 'stock' }, pay] }, stock: failing(), pay: quick },
    `at 100 stock: order 1 call 1 failed
     at 100 order 1 failed`,
  ],
  [
    'what it can do without may be answered by something else, and it goes on',
    {
      shop: { calls: [{ to: 'stock', pipeline: [{ fallback: { kind: 'value' } }] }, pay] },
      stock: failing(),
      pay: quick,
    },
    `at 100 stock: order 1 call 1 failed
     at 110 pay: order 1 call 1 successful
     at 110 order 1 paid`,
  ],
  [
    'what pays is not to be done without: something else in its place is no payment',
    {
      shop: { calls: [{ to: 'pay', pipeline: [{ fallback: { kind: 'value' } }] }, { to: 'mail' }] },
      pay: { ...failing(), charges: true },
      mail: { latency: '5ms' },
    },
    `at 100 pay: order 1 call 1 failed
     at 100 order 1 substituted`,
  ],
  [
    'a service further in works first, then calls, and answers after that',
    {
      shop: { calls: [{ to: 'fraud' }, pay] },
      fraud: { latency: '20ms', network: '1ms', calls: [{ to: 'scoring' }] },
      scoring: { latency: '30ms' },
      pay: quick,
    },
    `at 51 scoring: order 1 call 1 successful
     at 52 fraud: order 1 call 1 successful
     at 62 pay: order 1 call 1 successful
     at 62 order 1 paid`,
  ],
];

const ROUTES: readonly Row[] = [
  [
    'failover turns to the next where the first fails',
    {
      shop: { calls: [{ route: 'failover', links: [{ to: 'first' }, { to: 'second' }] }] },
      first: failing(),
      second: quick,
    },
    `at 100 first: order 1 call 1 failed
     at 110 second: order 1 call 1 successful
     at 110 order 1 paid`,
  ],
  [
    'round robin takes one way and stays with it',
    {
      shop: { calls: [{ route: 'round-robin', links: [{ to: 'first' }, { to: 'second' }] }] },
      first: failing(),
      second: quick,
    },
    `at 100 first: order 1 call 1 failed
     at 100 order 1 failed`,
  ],
  [
    'a hedge asks the next beside a slow one, and takes the first answer',
    {
      shop: {
        calls: [{ route: 'hedge', after: '30ms', links: [{ to: 'slow' }, { to: 'second' }] }],
      },
      slow: { latency: '200ms', cancellation: 'on-timeout' },
      second: quick,
    },
    `at 40 second: order 1 call 1 successful
     at 40 slow: order 1 call 1 timed out
     at 40 order 1 paid`,
  ],
  [
    'a hedge does not wait to ask the next where the first has failed',
    {
      shop: {
        calls: [{ route: 'hedge', after: '30ms', links: [{ to: 'first' }, { to: 'second' }] }],
      },
      first: failing('5ms'),
      second: quick,
    },
    `at 5 first: order 1 call 1 failed
     at 15 second: order 1 call 1 successful
     at 15 order 1 paid`,
  ],
];

const GIVEN_UP: readonly Row[] = [
  [
    'a caller that gives up leaves the callee working: it goes on, and makes its own calls',
    {
      shop: { calls: [{ to: 'fraud', pipeline: [{ timeout: '30ms' }] }] },
      fraud: { latency: '50ms', calls: [{ to: 'scoring' }] },
      scoring: { latency: '10ms' },
    },
    `at 30 fraud: order 1 call 1 timed out
     at 30 order 1 failed: timed out
     at 60 scoring: order 1 call 1 successful`,
  ],
  [
    'unless it stops with its caller: then its own calls are given up too',
    {
      shop: { calls: [{ to: 'fraud', pipeline: [{ timeout: '30ms' }] }] },
      fraud: { latency: '20ms', cancellation: 'on-timeout', calls: [{ to: 'scoring' }] },
      scoring: { latency: '100ms' },
    },
    `at 30 fraud: order 1 call 1 timed out
     at 30 scoring: order 1 call 1 timed out
     at 30 order 1 failed: timed out`,
  ],
  [
    'a retry further out makes every call further in again',
    {
      shop: {
        calls: [
          {
            to: 'fraud',
            pipeline: [{ retry: { calls: 2, backoff: { kind: 'fixed', delay: '1s' } } }],
          },
        ],
      },
      fraud: { latency: 0, calls: [{ to: 'scoring' }] },
      scoring: failing(),
    },
    `at 100 scoring: order 1 call 1 failed
     at 100 fraud: order 1 call 1 failed
     at 1200 scoring: order 1 call 2 failed
     at 1200 fraud: order 1 call 2 failed
     at 1200 order 1 failed`,
  ],
  [
    'what a full queue further in turns away is refused',
    {
      shop: { calls: [{ to: 'pay' }] },
      pay: { latency: '100ms', capacity: 1, queue: 0, script: [{ at: 0, capacity: 0 }] },
    },
    `at 0 pay: order 1 call 1 failed
     at 0 order 1 failed: refused`,
  ],
];

describe('a request in a graph', () => {
  it.each([...IN_TURN, ...ROUTES, ...GIVEN_UP])('%s', (_, services, timeline) => {
    expect(timelineOf([0], services)).toBe(written(timeline));
  });
});

describe('a breaker', () => {
  const breaker = (more: Written) => ({
    breaker: { trip: { kind: 'consecutive-failures', failures: 1 }, ...more },
  });
  const shopOf = (more: Written): Written => ({
    shop: { instances: 2, calls: [{ to: 'pay', pipeline: [breaker(more)] }] },
    pay: { instances: 2, latency: '10ms', script: [{ at: 0, for: '50ms', failureRate: 1 }] },
  });
  const outcomes = (more: Written) =>
    timelineOf([0, 20, 40, 100, 120, 140], shopOf(more))
      .split('\n')
      .map((row) => row.trim())
      .filter((row) => row.includes(' call ') || row.includes('closed -> open'))
      .map((row) => row.replace(/^at (\d+) (pay: )?/, '$1 '));

  it.each<[string, Written, string[]]>([
    [
      'of each instance: the first failure of each opens its own',
      {},
      [
        '10 order 1 call 1 failed',
        '10 closed -> open: 1 failure',
        '30 order 2 call 1 failed',
        '30 closed -> open: 1 failure',
        '40 order 3 call 1 blocked',
        '100 order 4 call 1 blocked',
        '120 order 5 call 1 blocked',
        '140 order 6 call 1 blocked',
      ],
    ],
    [
      'of the service: the first failure of any instance opens it for all',
      { scope: 'service' },
      [
        '10 order 1 call 1 failed',
        '10 closed -> open: 1 failure',
        '20 order 2 call 1 blocked',
        '40 order 3 call 1 blocked',
        '100 order 4 call 1 blocked',
        '120 order 5 call 1 blocked',
        '140 order 6 call 1 blocked',
      ],
    ],
    [
      'of the service before each instance: one that is open is passed over',
      { scope: 'service', before: 'instance' },
      [
        '10 order 1 call 1 failed',
        '10 closed -> open: 1 failure',
        '30 order 2 call 1 failed',
        '30 closed -> open: 1 failure',
        '40 order 3 call 1 blocked',
        '100 order 4 call 1 blocked',
        '120 order 5 call 1 blocked',
        '140 order 6 call 1 blocked',
      ],
    ],
  ])('%s', (_, more, rows) => {
    expect(outcomes(more)).toEqual(rows);
  });
});
