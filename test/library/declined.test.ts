import { describe, expect, it } from 'vitest';
import {
  CircuitBreaker,
  concurrencyLimit,
  DeclinedError,
  fallback,
  type IsFailure,
  pipeline,
  retry,
  type Settlement,
  throttle,
  virtualClock,
} from '../../src/index.ts';
import { bad, callsThrough, good } from '../resilience/call.ts';

const noFunds = new DeclinedError('no funds');
const luck = { next: () => 0.5 };

/** How to say that a thrown error is a "no": by its name, by a failure's name, or as no failure at all. */
const ways: readonly [string, unknown, IsFailure | undefined][] = [
  ['a DeclinedError', noFunds, undefined],
  ['any error of that name', Object.assign(new Error('no'), { name: 'DeclinedError' }), undefined],
  ['what `isFailure` calls declined', new Error('402'), () => 'declined'],
  ['what `isFailure` calls no failure', new Error('402'), () => false],
];

const opinion = (isFailure: IsFailure | undefined) =>
  isFailure === undefined ? {} : { isFailure };

describe.each(ways)('a declined payment, %s', (_, error, isFailure) => {
  const tools = { ...opinion(isFailure), random: luck, answer: () => 'instead' };

  it('passes through every guard as it is, once', async () => {
    const clock = virtualClock();
    const guard = pipeline(
      [
        { fallback: { kind: 'value' } },
        { retry: {} },
        { breaker: { trip: { kind: 'consecutive-failures', failures: 1 } } },
        { timeout: '1s' },
        { throttle: { k: 1 } },
        { concurrencyLimit: { kind: 'aimd', initial: 1, min: 1 } },
        { bulkhead: { calls: 1 } },
      ],
      { ...tools, clock },
    );
    const { call, started } = callsThrough(guard, clock, [bad(0, error)]);
    for (let i = 1; i <= 5; i++) {
      const seen = call();
      await clock.advanceAsync('1s');
      expect((await seen).outcome).toBe(error);
      expect(started).toHaveLength(i);
    }
    expect(guard.metrics()).toMatchObject({ calls: 5, successful: 5, failed: 0 });
  });

  it('is an answer to those who count answers', async () => {
    const clock = virtualClock();
    const limit = concurrencyLimit({ kind: 'aimd', initial: 1, backoff: 0.5 }, { ...tools, clock });
    const gate = throttle({ k: 1 }, { ...tools, clock });
    for (const guard of [limit, gate]) {
      const { call } = callsThrough(guard, clock, [bad(0, error)]);
      for (let i = 0; i < 9; i++) {
        const seen = call();
        await clock.advanceAsync(1);
        expect((await seen).outcome).toBe(error);
      }
    }
    const { call, started } = callsThrough(limit, clock, [good(1)]);
    void call();
    void call();
    await clock.advanceAsync(1);
    expect(started).toHaveLength(2);
  });

  it('settles what was deferred', async () => {
    const clock = virtualClock();
    const settled: Settlement[] = [];
    const onSettled = (settlement: Settlement): void => void settled.push(settlement);
    const guard = fallback(
      { kind: 'defer', on: ['error', 'blocked'], after: 0 },
      {
        clock,
        answer: () => 'later',
        onSettled,
        isFailure: (value, threw) =>
          value === 'down' ? true : (isFailure?.(value, threw) ?? true),
      },
    );
    const { call } = callsThrough(guard, clock, [bad(0, 'down'), bad(0, error)]);
    void call();
    await clock.advanceAsync('1m');
    expect(settled).toEqual([{ outcome: 'failed', kind: 'declined', error, waitedMs: 0 }]);
  });
});

describe('a declined payment, asked for by name', () => {
  it('is tried again, and another answer may take its place', async () => {
    const clock = virtualClock();
    const again = retry({ calls: 3, on: ['declined'] }, { clock, random: luck });
    const { call, started } = callsThrough(again, clock, [bad(0, noFunds)]);
    void call();
    await clock.advanceAsync('1m');
    expect(started).toHaveLength(3);
    const instead = fallback(
      { kind: 'value', on: ['declined'] },
      { clock, answer: () => 'on account' },
    );
    expect(await instead.execute(() => Promise.reject(noFunds))).toBe('on account');
  });

  it.each([
    [false, 'closed'],
    [true, 'open'],
  ])('counts against the service (declinedIsFailure: %s): %s', (declinedIsFailure, state) => {
    const trip = { kind: 'consecutive-failures', failures: 1 } as const;
    const breaker = new CircuitBreaker({ trip, declinedIsFailure }, { clock: virtualClock() });
    expect(() =>
      breaker.execute(() => {
        throw noFunds;
      }),
    ).toThrow(noFunds);
    expect(breaker.state).toBe(state);
  });
});

describe('what `isFailure` says is said to all guards', () => {
  it('of a result: it is tried again, and then another answer takes its place', async () => {
    const clock = virtualClock();
    const guard = pipeline([{ fallback: { kind: 'value' } }, { retry: { calls: 3 } }], {
      clock,
      random: luck,
      answer: (failure) => `instead of ${String(failure)}`,
      isFailure: (value, threw) => threw || value === 503,
    });
    const { call, started } = callsThrough(guard, clock, [good(0, 503)]);
    const seen = call();
    await clock.advanceAsync('1m');
    expect((await seen).outcome).toBe('instead of 503');
    expect(started).toHaveLength(3);
  });

  it.each(
    ['CircuitOpenError', 'RejectedError'].flatMap((name) => [
      [name, true] as const,
      [name, false] as const,
    ]),
  )(
    'but of a call that was never sent nobody asks it (%s, %s): not repeated, and substituted',
    async (name, answer) => {
      const clock = virtualClock();
      const refusal = Object.assign(new Error(name), { name });
      const tools = { clock, isFailure: () => answer, answer: () => 'instead' };
      const guard = pipeline([{ fallback: { kind: 'value' } }, { retry: {} }], tools);
      const { call, started } = callsThrough(guard, clock, [bad(0, refusal)]);
      const seen = call();
      await clock.advanceAsync('1m');
      expect((await seen).outcome).toBe('instead');
      expect(started).toHaveLength(1);
    },
  );
});
