import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/kernel/settings.ts';
import { ConcurrencyLimit } from '../../../src/resilience/concurrency-limit/concurrency-limit.ts';
import { concurrencyLimit } from '../../../src/resilience/concurrency-limit/guard.ts';
import {
  concurrencyLimitSettings,
  LIMIT_POLICIES,
} from '../../../src/resilience/concurrency-limit/index.ts';
import { timeout } from '../../../src/resilience/timeout/guard.ts';
import { virtualClock } from '../../../src/resilience/virtual-clock.ts';
import { bad, callsThrough, good, nameOf } from '../call.ts';

const limitOf = (written: unknown) =>
  new ConcurrencyLimit(decode(concurrencyLimitSettings, written));

/** Fills the limit and lets every call be answered after `durationMs`; so many rounds. */
function rounds(limit: ConcurrencyLimit, number: number, durationMs: number): void {
  for (let round = 0; round < number; round++) {
    let inside = 0;
    while (limit.tryEnter()) inside++;
    for (; inside > 0; inside--) limit.answered(durationMs);
  }
}

describe('aimd', () => {
  const aimd = { kind: 'aimd', initial: 10, backoff: '50%' };

  it('rises by about one a round that makes use of it', () => {
    const limit = limitOf(aimd);
    rounds(limit, 5, 100);
    expect(limit.limit).toBeGreaterThanOrEqual(12);
    expect(limit.limit).toBeLessThanOrEqual(15);
  });

  it('stays where it is while nobody comes near it', () => {
    const limit = limitOf(aimd);
    for (let call = 0; call < 1000; call++) {
      limit.tryEnter();
      limit.answered(100);
    }
    expect(limit.limit).toBe(10);
  });

  it('falls by its share with every failure, to the least that is allowed', () => {
    const limit = limitOf({ ...aimd, min: 3 });
    const after = [1, 2, 3, 4].map(() => {
      limit.tryEnter();
      limit.dropped();
      return limit.limit;
    });
    expect(after).toEqual([5, 3, 3, 3]);
  });
});

describe('gradient', () => {
  const gradient = { kind: 'gradient', initial: 20 };

  it('rises while calls take as long as ever', () => {
    const limit = limitOf(gradient);
    rounds(limit, 20, 100);
    expect(limit.limit).toBeGreaterThan(30);
  });

  it('falls when they take three times as long, though none fails', () => {
    const limit = limitOf({ ...gradient, max: 50 });
    rounds(limit, 50, 100);
    expect(limit.limit).toBe(50);
    rounds(limit, 1, 300);
    rounds(limit, 1, 300);
    expect(limit.limit).toBeLessThan(35);
  });

  it('gets used to what lasts', () => {
    const limit = limitOf({ ...gradient, max: 50 });
    rounds(limit, 50, 100);
    rounds(limit, 300, 300);
    expect(limit.limit).toBe(50);
  });
});

it.each(LIMIT_POLICIES.map(({ kind }) => [kind]))(
  '%s: never more inside than the limit, never beyond its bounds, whatever happens',
  (kind) => {
    const events = fc.array(
      fc.tuple(fc.constantFrom('enter', 'answered', 'dropped', 'ignored'), fc.nat(10_000)),
      { maxLength: 400 },
    );
    fc.assert(
      fc.property(events, (history) => {
        const limit = limitOf({ kind, initial: 5, min: 2, max: 9 });
        let inside = 0;
        for (const [event, ms] of history) {
          if (event === 'enter') {
            const before = limit.limit;
            const entered = limit.tryEnter();
            expect(entered).toBe(inside < before);
            if (entered) inside++;
          } else if (inside > 0) {
            inside--;
            if (event === 'answered') limit.answered(ms);
            else if (event === 'dropped') limit.dropped();
            else limit.ignored();
          }
          expect(limit.inProgress).toBe(inside);
          expect(limit.limit).toBeGreaterThanOrEqual(2);
          expect(limit.limit).toBeLessThanOrEqual(9);
        }
      }),
    );
  },
);

describe('the guard', () => {
  it('rejects beyond the limit, which a timeout inside it lowers', async () => {
    const clock = virtualClock();
    const limit = concurrencyLimit({ kind: 'aimd', initial: 2, backoff: 0.5 }, { clock });
    const patience = timeout('1s', { clock });
    const both = {
      execute: <Result>(task: (signal: AbortSignal) => Result | PromiseLike<Result>) =>
        limit.execute((signal) => patience.execute(task, { signal })),
    };
    const { call } = callsThrough(both, clock, [good(5000), good(10)]);
    const seen = [call(), call(), call()];
    await clock.advanceAsync('2s');
    seen.push(call(), call());
    await clock.advanceAsync('2s');
    const rejected =
      'RejectedError: Call rejected: as many calls are in progress as the service bears';
    expect((await Promise.all(seen)).map(nameOf)).toEqual([
      '1000 TimeoutError: No answer within 1s',
      '10 paid',
      `0 ${rejected}`,
      '2010 paid',
      `2000 ${rejected}`,
    ]);
  });

  it('learns nothing from a call that its own caller ends', async () => {
    const clock = virtualClock();
    const guard = concurrencyLimit({ kind: 'aimd', initial: 2, backoff: 0.5 }, { clock });
    const { call } = callsThrough(guard, clock, [bad(100)]);
    const controller = new AbortController();
    void call(controller.signal);
    controller.abort();
    await clock.advanceAsync('1s');
    const seen = [call(), call()];
    await clock.advanceAsync('1s');
    expect((await Promise.all(seen)).map(nameOf)).toEqual(['1100 Error: 500', '1100 Error: 500']);
  });
});
