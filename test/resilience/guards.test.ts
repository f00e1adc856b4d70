import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import type { Clock } from '../../src/resilience/clock.ts';
import { concurrencyLimit } from '../../src/resilience/concurrency-limit/guard.ts';
import { NEVER, whenAborted } from '../../src/resilience/guard.ts';
import { pause } from '../../src/resilience/pause.ts';
import { type PolicyBlock, pipeline } from '../../src/resilience/pipeline-guard.ts';
import { timeout } from '../../src/resilience/timeout/guard.ts';
import { virtualClock } from '../../src/resilience/virtual-clock.ts';
import { type Answer, bad, callsThrough, good, nameOf } from './call.ts';

const luck = { next: () => 0.4 };
const named = (name: string) => Object.assign(new Error(name), { name });

describe('each block of a pipeline is at work', () => {
  const rejected = (why: string) => `0 RejectedError: Call rejected: ${why}`;
  it.each<[string, PolicyBlock, Answer, string]>([
    ['fallback', { fallback: { kind: 'value' } }, bad(0), '0 instead'],
    ['retry', { retry: { calls: 2, backoff: { kind: 'fixed' } } }, bad(0), '100 Error: 500'],
    ['timeout', { timeout: 5 }, good(10), '5 TimeoutError: No answer within 5ms'],
    [
      'bulkhead',
      { bulkhead: { calls: 1 } },
      good(10),
      rejected('the bulkhead and its queue are full'),
    ],
    [
      'rateLimit',
      { rateLimit: { rate: 1 } },
      good(0),
      rejected('the rate is used up; try again in 1s'),
    ],
    [
      'throttle',
      { throttle: { k: 1 } },
      bad(0),
      rejected('the service accepts too little of late'),
    ],
    [
      'concurrencyLimit',
      { concurrencyLimit: { kind: 'aimd', initial: 1 } },
      good(10),
      rejected('as many calls are in progress as the service bears'),
    ],
  ])('%s', async (_, block, answer, last) => {
    const clock = virtualClock();
    const guard = pipeline([block], { clock, random: luck, answer: () => 'instead' });
    const { call } = callsThrough(guard, clock, [answer]);
    const seen = [call(), call()];
    await clock.advanceAsync('1s');
    expect(nameOf((await Promise.all(seen)).at(-1)!)).toBe(last);
  });

  it('a policy that is nothing at all is told from a guard', () => {
    expect(() => pipeline([null as never])).toThrow('[0]: found');
  });
});

describe('a limit of concurrency learns', () => {
  it.each<[string, unknown, number]>([
    ['from an error', new Error('500'), 1],
    ['from a timeout', named('TimeoutError'), 1],
    ['nothing from a call that was blocked further in', named('CircuitOpenError'), 2],
    ['nothing from a call that was rejected further in', named('RejectedError'), 2],
  ])('%s', async (_, error, placesLeft) => {
    const clock = virtualClock();
    const guard = concurrencyLimit({ kind: 'aimd', initial: 2, backoff: 0.5 }, { clock });
    const { call, started } = callsThrough(guard, clock, [bad(0, error), good(10)]);
    void call();
    await clock.advanceAsync(0);
    for (let i = 0; i < 3; i++) void call();
    await clock.advanceAsync('1s');
    expect(started).toHaveLength(1 + placesLeft);
  });

  it('how long calls take, whenever they begin', async () => {
    const clock = virtualClock();
    const guard = concurrencyLimit({ kind: 'gradient', initial: 2, tolerance: 1 }, { clock });
    const quick = Array.from({ length: 10 }, () => good(1));
    const { call, started } = callsThrough(guard, clock, [...quick, good(10_000)]);
    for (let i = 0; i < 10; i++) {
      void call();
      await clock.advanceAsync('1s');
    }
    for (let i = 0; i < 12; i++) {
      void call();
      void call();
      await clock.advanceAsync('10s');
    }
    const before = started.length;
    for (let i = 0; i < 9; i++) void call();
    await clock.advanceAsync(0);
    expect(started.length - before).toBeLessThan(5);
  });
});

describe('a signal', () => {
  it('that aborts is heard once, unless that was called off', () => {
    const caller = new AbortController();
    const heard = vi.fn<() => void>();
    const calledOff = vi.fn<() => void>();
    whenAborted(caller.signal, heard);
    whenAborted(caller.signal, calledOff)();
    caller.abort();
    caller.signal.dispatchEvent(new Event('abort'));
    expect(heard).toHaveBeenCalledOnce();
    expect(calledOff).not.toHaveBeenCalled();
  });

  it('that never aborts keeps no listener of a task that hands it on', () => {
    const signals: AbortSignal[] = [];
    const guard = pipeline([{ bulkhead: { calls: 20 } }]);
    for (let call = 0; call < 20; call++) {
      void guard.execute((signal) => {
        signals.push(signal);
        signal.addEventListener('abort', () => {});
        return new Promise(() => {});
      });
    }
    expect(signals).toHaveLength(20);
    for (const signal of signals) expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('that never aborts gathers no listeners', () => {
    const listen = vi.spyOn(NEVER, 'addEventListener');
    whenAborted(NEVER, () => {})();
    expect(listen).not.toHaveBeenCalled();
    listen.mockRestore();
  });
});

it('what somebody waits for keeps the process alive', () => {
  const setTimer = vi.fn<Clock['setTimer']>(() => () => {});
  const clock = { ...virtualClock(), setTimer };
  void pause(clock, 5, NEVER);
  void timeout(7, { clock }).execute(() => 1);
  expect(setTimer.mock.calls.map(([ms, , isAwaited]) => [ms, isAwaited])).toEqual([
    [5, true],
    [7, true],
  ]);
});
