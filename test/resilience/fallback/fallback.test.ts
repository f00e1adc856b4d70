import { describe, expect, it } from 'vitest';
import type { Settlement } from '../../../src/resilience/fallback/deferral-line.ts';
import { type FallbackTools, fallback } from '../../../src/resilience/fallback/guard.ts';
import { virtualClock } from '../../../src/resilience/virtual-clock.ts';
import { type Answer, bad, callsThrough, good, nameOf } from '../call.ts';

type Settings = Parameters<typeof fallback>[0];

function service(settings: Settings, answers: readonly Answer[], tools: FallbackTools = {}) {
  const clock = virtualClock();
  const guard = fallback(settings, { clock, answer: () => 'instead', ...tools });
  return { clock, ...callsThrough(guard, clock, answers) };
}

const refused = Object.assign(new Error('open'), { name: 'CircuitOpenError' });

describe('a fallback', () => {
  it.each<[string, Settings, Answer, string]>([
    ['a good answer stays', { kind: 'value' }, good(10), '10 paid'],
    ['a failure is answered instead', { kind: 'value' }, bad(10), '10 instead'],
    ['so is a refusal', { kind: 'value' }, bad(0, refused), '0 instead'],
    ['of timeouts only', { kind: 'value', on: ['timeout'] }, bad(10), '10 Error: 500'],
    ['there is nothing to answer from a cache yet', { kind: 'cached' }, bad(10), '10 Error: 500'],
    ['a backup is asked', { kind: 'backup' }, bad(10), '10 from the backup'],
  ])('%s', async (_, settings, answer, outcome) => {
    const { clock, call } = service(settings, [answer], { backup: () => 'from the backup' });
    const seen = call();
    await clock.advanceAsync('1s');
    expect(nameOf(await seen)).toBe(outcome);
  });

  it('hands the failure to whoever answers instead', async () => {
    const answer = (failure: unknown) => `instead of ${(failure as Error).message}`;
    const { clock, call } = service({ kind: 'value' }, [bad(0)], { answer });
    const seen = call();
    await clock.advanceAsync(0);
    expect(nameOf(await seen)).toBe('0 instead of 500');
  });

  it('has nothing to say where the caller itself has gone', async () => {
    const { clock, call } = service({ kind: 'value' }, [bad(100)]);
    const controller = new AbortController();
    const seen = call(controller.signal);
    controller.abort();
    await clock.advanceAsync('1s');
    expect(nameOf(await seen)).toBe('100 Error: 500');
  });

  it.each(['value', 'degraded', 'defer'] as const)('of kind %s needs an answer', (kind) => {
    expect(() => fallback({ kind })).toThrow(`A fallback of kind ${kind} needs { answer }`);
  });

  it('of kind backup needs a backup', () => {
    expect(() => fallback({ kind: 'backup' })).toThrow('needs { backup }');
  });
});

it('a cached answer is the last good one, until it is too old', async () => {
  const { clock, call } = service({ kind: 'cached', maxAge: 1_000 }, [
    good(0, 'first'),
    good(0, 'second'),
    bad(0),
  ]);
  const seen: string[] = [];
  for (const pauseMs of [0, 100, 500, 500, 1]) {
    await clock.advanceAsync(pauseMs);
    const one = call();
    await clock.advanceAsync(0);
    seen.push(nameOf(await one));
  }
  expect(seen).toEqual(['0 first', '100 second', '600 second', '1100 second', '1101 Error: 500']);
});

it('degraded mode leaves the service alone for a while', async () => {
  const { clock, call, started } = service({ kind: 'degraded', hold: 1_000 }, [bad(0), good(0)]);
  const seen: string[] = [];
  for (const pauseMs of [0, 999, 1]) {
    await clock.advanceAsync(pauseMs);
    const one = call();
    await clock.advanceAsync(0);
    seen.push(nameOf(await one));
  }
  expect(seen).toEqual(['0 instead', '999 instead', '1000 paid']);
  expect(started).toEqual([0, 1000]);
});

describe('a deferred task', () => {
  const settings = { kind: 'defer', after: 1_000, drain: 2, capacity: 2, tries: 2 } as const;

  function deferring(answers: readonly Answer[], more: Partial<FallbackTools> = {}) {
    const settled: string[] = [];
    const onSettled = (settlement: Settlement) => {
      const end = settlement.outcome === 'successful' ? settlement.result : settlement.error;
      settled.push(`${String(end)} after ${settlement.waitedMs}`);
    };
    return { settled, ...service(settings, answers, { onSettled, ...more }) };
  }

  it('is tried again later, at the pace of the drain; a full queue lets the failure stand', async () => {
    const { clock, call, started, settled } = deferring([bad(0), bad(0), bad(0), good(10)]);
    const seen = [call(), call(), call()];
    await clock.advanceAsync('10s');
    expect((await Promise.all(seen)).map(nameOf)).toEqual([
      '0 instead',
      '0 instead',
      '0 Error: 500',
    ]);
    expect(started).toEqual([0, 0, 0, 1000, 1500]);
    expect(settled).toEqual(['paid after 1010', 'paid after 1510']);
  });

  it('waits again after a failure, and is given up after so many', async () => {
    const { clock, call, started, settled } = deferring([bad(0)]);
    void call();
    await clock.advanceAsync('10s');
    expect(started).toEqual([0, 1000, 2000]);
    expect(settled).toEqual(['Error: 500 after 2000']);
  });

  it('is not given up while it is only refused', async () => {
    const answers = [...Array.from({ length: 5 }, () => bad(0, refused)), good(0)];
    const { clock, call, started, settled } = deferring(answers);
    void call();
    await clock.advanceAsync('10s');
    expect(started).toEqual([0, 1000, 2000, 3000, 4000, 5000]);
    expect(settled).toEqual(['paid after 5000']);
  });

  it('makes room once it is settled, whatever its listener throws', async () => {
    const onSettled = () => {
      throw new Error('not our affair');
    };
    const { clock, call } = deferring([bad(0), bad(0), good(0), good(0), bad(0)], { onSettled });
    void call();
    void call();
    await clock.advanceAsync('10s');
    const seen = call();
    await clock.advanceAsync(0);
    expect(nameOf(await seen)).toBe('10000 instead');
  });
});
