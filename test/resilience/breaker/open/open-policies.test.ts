import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../../../src/kernel/random-stream.ts';
import { decode } from '../../../../src/kernel/settings.ts';
import { createOpenPolicy, openSettings } from '../../../../src/resilience/breaker/open/index.ts';
import { decoded } from '../../../kernel/decoded.ts';
import { evenLuck, PlayedBreaker, written } from '../timeline.ts';

const ONE_FAILURE = { kind: 'consecutive-failures', failures: 1 };

function openMs(settings: unknown, reopenings: number, retryAfterMs = 0, luck = evenLuck): number {
  return createOpenPolicy(decode(openSettings, settings)).openMs(
    { reopenings, retryAfterMs, failureRate: 0 },
    luck,
  );
}

describe('how long open lasts', () => {
  it.each([
    [{ kind: 'fixed', duration: '10s' }, [10_000, 10_000, 10_000]],
    [{ kind: 'exponential', initial: '1s', max: '5s' }, [1_000, 2_000, 4_000, 5_000, 5_000]],
    [{ kind: 'exponential', initial: '1s', factor: 1.5 }, [1_000, 1_500, 2_250]],
    [{ kind: 'exponential', initial: '1m', max: '1s' }, [1_000, 1_000]],
  ])('%j, by the number of reopenings', (settings, expected) => {
    expect(expected.map((_, reopenings) => openMs(settings, reopenings))).toEqual(expected);
  });

  it('grows no further than its cap however often it reopens', () => {
    expect(openMs({ kind: 'exponential', max: '5m' }, 1_000_000)).toBe(300_000);
  });

  it.each([
    ['the service does not say', 0, 10_000],
    ['it says 7 s', 7_000, 7_000],
    ['it says an hour', 3_600_000, 60_000],
  ])('retry-after: %s', (_, retryAfterMs, expected) => {
    const settings = { kind: 'retry-after', fallback: '10s', max: '1m' };
    expect(openMs(settings, 0, retryAfterMs)).toBe(expected);
  });

  it.each([
    [0, 8_000],
    [0.5, 10_000],
    [0.75, 11_000],
  ])('jitter of 20 %% with a draw of %s', (draw, expected) => {
    for (const settings of [
      { kind: 'fixed', duration: '10s', jitter: '20%' },
      { kind: 'exponential', initial: '10s', jitter: '20%' },
      { kind: 'retry-after', fallback: '10s', jitter: '20%' },
    ]) {
      expect(openMs(settings, 0, 0, { next: () => draw })).toBeCloseTo(expected, 9);
    }
  });

  it('jitter keeps within its share, and equal seeds draw equal times', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0.01, max: 1, noNaN: true }), (seed, jitter) => {
        const settings = { kind: 'fixed', duration: '10s', jitter };
        const draw = () => {
          const luck = new RandomStream(seed, 'test').at(0);
          return Array.from({ length: 20 }, () => openMs(settings, 0, 0, luck));
        };
        const times = draw();
        expect(times).toEqual(draw());
        expect(new Set(times).size).toBeGreaterThan(1);
        expect(Math.min(...times)).toBeGreaterThanOrEqual(10_000 * (1 - jitter));
        expect(Math.max(...times)).toBeLessThanOrEqual(10_000 * (1 + jitter));
      }),
    );
  });
});

describe('exponential in a circuit', () => {
  it('each reopening doubles it; each healthy interval takes one back, not the first success all', () => {
    const timeline = `
      at 0     fail -> open (1 failure)
      at 1000  fail -> half-open (open time is over), open (a probe failed)
      at 2999  look -> open
      at 3000  ok   -> half-open (open time is over), closed (1 probe succeeded)
      at 3001  fail -> open (1 failure)
      at 7000  look -> open
      at 7001  ok   -> half-open (open time is over), closed (1 probe succeeded)
      at 27000 fail -> open (1 failure)
      at 30999 look -> open
      at 31000 ok   -> half-open (open time is over), closed (1 probe succeeded)
      at 99999 fail -> open (1 failure)
      at 100999 look -> half-open (open time is over)`;
    const breaker = new PlayedBreaker({
      trip: ONE_FAILURE,
      open: { kind: 'exponential', initial: '1s', healthy: '10s' },
    });
    expect(breaker.play(timeline)).toBe(written(timeline));
  });

  it('a healthy interval counts from the closing, and only when it is whole', () => {
    const untilOf = (closedMs: number): number => {
      const { breaker } = new PlayedBreaker({
        trip: ONE_FAILURE,
        open: { kind: 'exponential', initial: '1s', healthy: '10s' },
      });
      const call = (now: number, good: boolean) => {
        const permit = breaker.tryAcquire(now);
        if (good) breaker.succeed(permit, now, 0);
        else breaker.fail(permit, now, 0, 'error');
      };
      call(0, false);
      call(1_500, true);
      call(1_500 + closedMs, false);
      return breaker.openUntilMs - 1_500 - closedMs;
    };
    expect([0, 9_999, 10_000].map(untilOf)).toEqual([2_000, 2_000, 1_000]);
  });
});

describe('their settings', () => {
  it.each([
    [{ kind: 'fixed' }, { kind: 'fixed', duration: 10_000, jitter: 0 }],
    [
      { kind: 'exponential' },
      {
        kind: 'exponential',
        initial: 5_000,
        factor: 2,
        max: 300_000,
        healthy: 60_000,
        jitter: 0,
      },
    ],
    [{ kind: 'retry-after' }, { kind: 'retry-after', fallback: 10_000, max: 300_000, jitter: 0 }],
  ])('of %j are all filled in', (settings, filled) => {
    expect(decode(openSettings, settings)).toEqual(filled);
  });

  it.each([
    [{ kind: 'exponential', factor: 0.5 }, 'factor: found 0.5, expected a factor of at least 1'],
    [
      { kind: 'fixed', jitter: '120%' },
      'jitter: found "120%", expected a share such as 40% or 0.4, between 0% and 100%',
    ],
    [
      { kind: 'fixd' },
      'kind: found "fixd", expected one of fixed, exponential, retry-after, failure-share; did you mean "fixed"?',
    ],
  ])('%j: %s', (settings, message) => {
    expect(decoded(openSettings, settings)).toBe(message);
  });
});
