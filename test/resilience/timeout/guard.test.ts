import { describe, expect, it } from 'vitest';
import { retry } from '../../../src/resilience/retry/guard.ts';
import { timeout } from '../../../src/resilience/timeout/guard.ts';
import { virtualClock } from '../../../src/resilience/virtual-clock.ts';
import { bad, callsThrough, good, nameOf } from '../call.ts';

const late = (atMs: number, after: string) => `${atMs} TimeoutError: No answer within ${after}`;

describe('a timeout', () => {
  it.each([
    ['an answer in time', good(999), '999 paid'],
    ['an answer at the very deadline', good(1000), '1000 paid'],
    ['an answer after it', good(1001), late(1000, '1s')],
    ['an error in time', bad(999), '999 Error: 500'],
    ['an error after it', bad(5000), late(1000, '1s')],
  ])('%s', async (_, answer, outcome) => {
    const clock = virtualClock();
    const { call } = callsThrough(timeout('1s', { clock }), clock, [answer]);
    const seen = call();
    await clock.advanceAsync('10s');
    expect(nameOf(await seen)).toBe(outcome);
  });

  it('tells the task that nobody waits any more', async () => {
    const clock = virtualClock();
    const { call, aborted } = callsThrough(timeout(1000, { clock }), clock, [good(5000)]);
    void call();
    await clock.advanceAsync('10s');
    expect(aborted).toEqual([1000]);
  });

  it('leaves a task alone that is done', async () => {
    const clock = virtualClock();
    const { call, aborted } = callsThrough(timeout('1s', { clock }), clock, [good(10)]);
    void call();
    await clock.advanceAsync('10s');
    expect(aborted).toEqual([]);
  });

  it('ends with its caller, and the task with it', async () => {
    const clock = virtualClock();
    const { call, aborted } = callsThrough(timeout('1s', { clock }), clock, [good(5000)]);
    const controller = new AbortController();
    const seen = call(controller.signal);
    await clock.advanceAsync(300);
    controller.abort(new Error('gone'));
    expect(nameOf(await seen)).toBe('300 Error: gone');
    expect(aborted).toEqual([300]);
  });

  it('takes what a task throws at once for a failure', async () => {
    const guard = timeout('1s', { clock: virtualClock() });
    const thrown = guard.execute(() => {
      throw new Error('at once');
    });
    await expect(thrown).rejects.toThrow('at once');
  });

  it('bounds each call inside a retry, and all of them outside', async () => {
    const clock = virtualClock();
    const tries = retry({ calls: 3, backoff: { kind: 'fixed', delay: '100ms' } }, { clock });
    const patience = timeout('250ms', { clock });
    const each = callsThrough(
      {
        execute: (task, options) =>
          tries.execute((signal) => patience.execute(task, { signal }), options),
      },
      clock,
      [good(1000)],
    );
    const all = callsThrough(
      {
        execute: (task, options) =>
          patience.execute((signal) => tries.execute(task, { signal }), options),
      },
      clock,
      [bad(100)],
    );
    const seen = [each.call(), all.call()];
    await clock.advanceAsync('10s');
    expect((await Promise.all(seen)).map(nameOf)).toEqual([late(950, '250ms'), late(250, '250ms')]);
    expect(each.started).toEqual([0, 350, 700]);
    expect(all.started).toEqual([0, 200]);
  });
});
