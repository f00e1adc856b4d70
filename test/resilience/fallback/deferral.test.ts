import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/kernel/settings.ts';
import type { Failure } from '../../../src/resilience/failure.ts';
import { Deferral, defer } from '../../../src/resilience/fallback/defer.ts';
import { fallback } from '../../../src/resilience/fallback/guard.ts';
import { virtualClock } from '../../../src/resilience/virtual-clock.ts';
import { type Answer, bad, callsThrough, good } from '../call.ts';

const deferral = (settings: object) =>
  new Deferral(decode(defer.schema, { kind: 'defer', ...settings }));

describe('a place in the queue', () => {
  it.each<[Failure | undefined, number, boolean]>([
    [undefined, 0, false],
    ['error', 1, true],
    ['timeout', 1, true],
    ['error', 2, false],
    ['timeout', 3, false],
    ['blocked', 2, true],
    ['rejected', 9, true],
  ])('after %s, sent %i times of two at most, is kept: %s', (failure, tried, kept) => {
    expect(deferral({ tries: 2 }).returns(failure, tried)).toBe(kept);
  });

  it('is one of the capacity until it is settled; without a capacity there is always one', () => {
    const one = deferral({ capacity: 1 });
    expect([one.tryDefer(), one.tryDefer()]).toEqual([true, false]);
    one.settle();
    expect(one.tryDefer()).toBe(true);
    const any = deferral({});
    expect(Array.from({ length: 1_000 }, () => any.tryDefer())).not.toContain(false);
  });

  it('is due after its wait, and no sooner than the drain allows', () => {
    const line = deferral({ after: '1s', drain: '2/s' });
    expect(line.dueMs(100)).toBe(1_100);
    line.onTry(1_100);
    expect([line.dueMs(200), line.dueMs(700)]).toEqual([1_600, 1_700]);
  });
});

describe('the queue', () => {
  const named = (name: string) => bad(0, Object.assign(new Error(name), { name }));
  const refused = named('RejectedError');
  const lapsed = named('TimeoutError');

  /** What is told of a call at 500 ms that fails, and of its tries, a second apart, two sent at most. */
  async function settled(tries: readonly Answer[]): Promise<unknown[]> {
    const clock = virtualClock();
    const told: unknown[] = [];
    const guard = fallback(
      { kind: 'defer', after: 1_000, tries: 2 },
      { clock, answer: () => 'later', onSettled: (settlement) => told.push(settlement) },
    );
    const { call } = callsThrough(guard, clock, [bad(0), ...tries]);
    await clock.advanceAsync(500);
    void call();
    await clock.advanceAsync('1m');
    return told;
  }

  it.each<[string, readonly Answer[], object]>([
    ['paid', [good(10)], { outcome: 'successful', result: 'paid', waitedMs: 1_010 }],
    ['paid, late', [lapsed, good(0)], { outcome: 'successful', result: 'paid', waitedMs: 2_000 }],
    [
      'failed twice',
      [bad(0), lapsed],
      { outcome: 'failed', kind: 'timeout', error: lapsed.error, waitedMs: 2_000 },
    ],
    [
      'timed out twice',
      [lapsed],
      { outcome: 'failed', kind: 'timeout', error: lapsed.error, waitedMs: 2_000 },
    ],
    [
      'refused at first, which is not a try',
      [refused, refused, lapsed, good(0)],
      { outcome: 'successful', result: 'paid', waitedMs: 4_000 },
    ],
  ])('tells how it ended and how long it took: %s', async (_, tries, settlement) => {
    expect(await settled(tries)).toEqual([settlement]);
  });

  it('needs nobody to tell', async () => {
    const clock = virtualClock();
    const guard = fallback({ kind: 'defer', after: 0, capacity: 1 }, { clock, answer: () => 1 });
    const { call, started } = callsThrough(guard, clock, [bad(0), good(0), bad(0), good(0)]);
    void call();
    await clock.advanceAsync('1s');
    void call();
    await clock.advanceAsync('1s');
    expect(started).toEqual([0, 0, 1_000, 1_000]);
  });
});
