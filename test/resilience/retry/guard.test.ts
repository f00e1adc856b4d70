import { describe, expect, it } from 'vitest';
import { retry } from '../../../src/resilience/retry/guard.ts';
import { virtualClock } from '../../../src/resilience/virtual-clock.ts';
import { bad, callsThrough, good, nameOf } from '../call.ts';

type Settings = Parameters<typeof retry>[0];

function service(settings: Settings, answers: Parameters<typeof callsThrough>[2]) {
  const clock = virtualClock();
  const guard = retry(settings, { clock, random: { next: () => 0.5 } });
  return { clock, ...callsThrough(guard, clock, answers) };
}

const named = (name: string) => Object.assign(new Error(name), { name });
const fixed = { kind: 'fixed', delay: '100ms' } as const;

describe('a retry', () => {
  it('calls again after the back-off, and answers as the last call does', async () => {
    const { clock, call, started } = service({ calls: 3, backoff: fixed }, [
      bad(10),
      bad(10),
      good(10),
    ]);
    const seen = call();
    await clock.advanceAsync('1s');
    expect(nameOf(await seen)).toBe('230 paid');
    expect(started).toEqual([0, 110, 220]);
  });

  it('lets the last error stand', async () => {
    const { clock, call, started } = service({ calls: 2, backoff: fixed }, [bad(10)]);
    const seen = call();
    await clock.advanceAsync('1s');
    expect(nameOf(await seen)).toBe('120 Error: 500');
    expect(started).toEqual([0, 110]);
  });

  it.each<[string, Settings, unknown, number]>([
    ['an error', {}, new Error('500'), 3],
    ['what is no error at all', {}, 'no', 3],
    ['a timeout', {}, named('TimeoutError'), 3],
    ['a blocked call is not', {}, named('CircuitOpenError'), 1],
    ['a blocked call, if asked', { blockedToo: true }, named('CircuitOpenError'), 3],
    ['a rejected call is not', {}, named('RejectedError'), 1],
    ['a rejected call, if asked', { on: ['rejected'] }, named('RejectedError'), 3],
    ['an error is not, if only timeouts are', { on: ['timeout'] }, new Error('500'), 1],
  ])('is made of %s', async (_, settings, error, calls) => {
    const { clock, call, started } = service({ backoff: fixed, ...settings }, [bad(0, error)]);
    const seen = call();
    await clock.advanceAsync('10s');
    expect((await seen).outcome).toBe(error);
    expect(started).toHaveLength(calls);
  });

  it('is made only of the errors that the caller chose', async () => {
    const clock = virtualClock();
    const guard = retry(
      { backoff: fixed },
      { clock, retryIf: (error) => (error as Error).message === '503' },
    );
    const { call, started } = callsThrough(guard, clock, [
      bad(0, new Error('503')),
      bad(0, new Error('400')),
    ]);
    const seen = call();
    await clock.advanceAsync('10s');
    expect(nameOf(await seen)).toBe('100 Error: 400');
    expect(started).toEqual([0, 100]);
  });

  it.each<[string, Settings, number, number[]]>([
    ['as long as the service asks', {}, 5_000, [0, 5_000]],
    ['as long as the back-off, if that is longer', {}, 50, [0, 100]],
    ['the back-off, if it is not to listen', { retryAfter: false }, 5_000, [0, 100]],
    ['not at all for one that asks too much', { maxRetryAfter: '4s' }, 5_000, [0]],
  ])('waits %s', async (_, settings, retryAfterMs, starts) => {
    const error = Object.assign(new Error('503'), { retryAfterMs });
    const { clock, call, started } = service({ calls: 2, backoff: fixed, ...settings }, [
      bad(0, error),
    ]);
    void call();
    await clock.advanceAsync('1m');
    expect(started).toEqual(starts);
  });

  it('ends with its caller, in the middle of a wait', async () => {
    const { clock, call, started } = service({ calls: 9, backoff: fixed }, [bad(10)]);
    const controller = new AbortController();
    const seen = call(controller.signal);
    await clock.advanceAsync(150);
    controller.abort(new Error('gone'));
    expect(nameOf(await seen)).toBe('150 Error: gone');
    await clock.advanceAsync('10s');
    expect(started).toEqual([0, 110]);
  });

  it('has one budget for all its calls', async () => {
    const { clock, call, started } = service(
      { calls: 5, backoff: fixed, budget: { share: 0, burst: 3 } },
      [bad(0)],
    );
    for (let i = 0; i < 4; i++) void call();
    await clock.advanceAsync('10s');
    expect(started).toHaveLength(4 + 3);
  });

  it('says what is wrong with its settings', () => {
    expect(() => retry({ calls: 0 })).toThrow(
      'calls: found 0, expected a whole number of at least 1',
    );
    expect(() => retry({ on: [] })).toThrow('on: found [], expected at least one of');
  });
});
