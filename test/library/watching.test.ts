import { describe, expect, it } from 'vitest';
import {
  bulkhead,
  CircuitBreaker,
  concurrencyLimit,
  type Failure,
  fallback,
  type GuardTools,
  pipeline,
  rateLimit,
  retry,
  throttle,
  timeout,
  virtualClock,
} from '../../src/index.ts';
import { type Answer, bad, callsThrough, good } from '../resilience/call.ts';

type Tools = GuardTools & { readonly answer: () => unknown };
type Watched = Pick<ReturnType<typeof bulkhead>, 'execute' | 'metrics'> & {
  on(event: string, listener: (event: never) => unknown): () => void;
};

const luck = { next: () => 0.4 };
const named = (name: string) => Object.assign(new Error(name), { name });

/** Two calls at once, a guard's own event, how often it happens and what it tells. */
const rows: readonly [
  string,
  (tools: Tools) => unknown,
  Answer,
  string,
  number,
  object,
  Record<string, number>,
][] = [
  [
    'bulkhead',
    (tools) => bulkhead({ calls: 1 }, tools),
    good(10),
    'rejected',
    1,
    { error: { policy: 'bulkhead' } },
    { successful: 1 },
  ],
  [
    'rateLimit',
    (tools) => rateLimit({ rate: 1 }, tools),
    good(10),
    'rejected',
    1,
    { error: { retryAfterMs: 1_000 } },
    { successful: 1 },
  ],
  [
    'throttle',
    (tools) => throttle({ k: 1 }, { ...tools, random: luck }),
    bad(10),
    'rejected',
    1,
    { error: { policy: 'throttle' } },
    { failed: 1 },
  ],
  [
    'concurrencyLimit',
    (tools) => concurrencyLimit({ kind: 'aimd', initial: 1 }, tools),
    good(10),
    'rejected',
    1,
    { error: { policy: 'concurrencyLimit' } },
    { successful: 1 },
  ],
  ['timeout', (tools) => timeout(5, tools), good(10), 'timedOut', 2, { afterMs: 5 }, { failed: 2 }],
  [
    'retry',
    (tools) => retry({ calls: 3, backoff: { kind: 'fixed', delay: 7 } }, tools),
    bad(0),
    'retried',
    4,
    { tries: 1, waitMs: 7, kind: 'error' },
    { failed: 2 },
  ],
  [
    'fallback',
    (tools) => fallback({ kind: 'value' }, tools),
    bad(0, 'down'),
    'substituted',
    2,
    { failure: 'down' },
    {},
  ],
  [
    'breaker',
    (tools) => new CircuitBreaker({ trip: { kind: 'consecutive-failures', failures: 1 } }, tools),
    bad(0),
    'late',
    1,
    { outcome: 'failure' },
    { failed: 1 },
  ],
];

describe('every guard', () => {
  it.each(rows)(
    'tells what it does by itself, and counts it under the same name: %s',
    async (_, make, answer, event, times, payload, ends) => {
      const clock = virtualClock();
      const guard = make({ clock, answer: () => 'instead' }) as Watched;
      const told: unknown[] = [];
      guard.on(event, (one) => told.push(one));
      const { call } = callsThrough(guard, clock, [answer]);
      const seen = [call(), call()];
      await clock.advanceAsync('1s');
      await Promise.all(seen);
      expect(told).toHaveLength(times);
      expect(told[0]).toMatchObject(payload);
      expect(guard.metrics()).toMatchObject({ calls: 2, ignored: 0, [event]: times, ...ends });
    },
  );

  it.each(rows)('is deaf to what its listeners throw, or reject: %s', async (_, make, answer) => {
    const outcomes = async (events: readonly string[]): Promise<unknown[]> => {
      const clock = virtualClock();
      const onListenerError = async () => Promise.reject(new Error('nor is this one heard'));
      const guard = make({ clock, answer: () => 'instead', onListenerError }) as Watched;
      for (const event of events) {
        guard.on(event, () => {
          throw new Error('not our affair');
        });
        guard.on(event, async () => Promise.reject(new Error('nor this')));
      }
      const { call } = callsThrough(guard, clock, [answer]);
      const seen = [call(), call()];
      await clock.advanceAsync('1s');
      return (await Promise.all(seen)).map(({ atMs, outcome }) => [atMs, String(outcome)]);
    };
    const all = ['success', 'failure', 'rejected', 'timedOut', 'retried', 'substituted', 'late'];
    expect(await outcomes(all)).toEqual(await outcomes([]));
  });
});

describe('a call through a pipeline', () => {
  it.each<[string, Answer, Record<string, unknown>, string[]]>([
    ['succeeds', good(10), { successful: 1, successRate: 1, failureRate: 0 }, ['success in 10']],
    ['fails', bad(10), { failed: 1, successRate: 0, failureRate: 1 }, ['error in 10']],
    [
      'is declined: it was served',
      bad(10, named('DeclinedError')),
      { successful: 1 },
      ['success in 10'],
    ],
    [
      'is turned away further in',
      bad(10, named('RejectedError')),
      { ignored: 1, successRate: null },
      [],
    ],
  ])('%s: it is told, and counted once', async (_, answer, counts, told) => {
    const clock = virtualClock();
    const guard = pipeline([{ timeout: '1s' }], { clock });
    const heard: string[] = [];
    guard.on('success', ({ durationMs }) => heard.push(`success in ${durationMs}`));
    guard.on('failure', ({ durationMs, kind }) => heard.push(`${kind} in ${durationMs}`));
    const { call } = callsThrough(guard, clock, [answer]);
    void call();
    await clock.advanceAsync('1s');
    expect(heard).toEqual(told);
    expect(guard.metrics()).toMatchObject({ calls: 1, ...counts });
  });

  it('that its caller ends says nothing of the service', async () => {
    const clock = virtualClock();
    const guard = pipeline([{ timeout: '1s' }], { clock });
    const controller = new AbortController();
    const { call } = callsThrough(guard, clock, [good(100)]);
    void call(controller.signal);
    controller.abort();
    await clock.advanceAsync('1s');
    expect(guard.metrics()).toMatchObject({ calls: 1, ignored: 1, failed: 0 });
  });

  it('that a backup serves is served to whoever is further out, but the fallback knows better', async () => {
    const guard = pipeline([{ fallback: { kind: 'backup' } }], { backup: () => 'paid elsewhere' });
    const down = () => Promise.reject(new Error('down'));
    expect(await guard.execute(down)).toBe('paid elsewhere');
    expect(guard.metrics()).toMatchObject({ calls: 1, successful: 1 });
    const alone = fallback({ kind: 'backup' }, { backup: () => 'paid elsewhere' });
    await alone.execute(down);
    expect(alone.metrics()).toMatchObject({ calls: 1, successful: 0, failed: 0, substituted: 1 });
  });
});

it('kinds of failures are told apart', async () => {
  const kinds: Failure[] = [];
  const guard = pipeline([]);
  guard.on('failure', ({ kind }) => kinds.push(kind));
  for (const error of [named('TimeoutError'), { code: 'ECONNREFUSED' }, 'down']) {
    await expect((async () => guard.execute(() => Promise.reject(error as Error)))()).rejects.toBe(
      error,
    );
  }
  expect(kinds).toEqual(['timeout', 'refused', 'error']);
});
