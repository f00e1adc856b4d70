import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rateLimit } from '../../../src/resilience/rate-limit/guard.ts';
import { RateLimit } from '../../../src/resilience/rate-limit/rate-limit.ts';
import { virtualClock } from '../../../src/resilience/virtual-clock.ts';
import { callsThrough, good, nameOf } from '../call.ts';

it('the guard says when to come back', async () => {
  const clock = virtualClock();
  const guard = rateLimit({ rate: '2/s' }, { clock });
  const { call } = callsThrough(guard, clock, [good(0)]);
  const seen = [call()];
  await clock.advanceAsync(200);
  seen.push(call());
  await clock.advanceAsync(300);
  seen.push(call());
  await clock.advanceAsync(0);
  expect((await Promise.all(seen)).map(nameOf)).toEqual([
    '0 paid',
    '200 RejectedError: Call rejected: the rate is used up; try again in 300ms',
    '500 paid',
  ]);
  expect((await seen[1]!).outcome).toMatchObject({ policy: 'rateLimit', retryAfterMs: 300 });
});

describe('the bucket', () => {
  const arbitrary = fc.record({
    // Rates whose interval is whole ms, so that the model below has no rounding of its own.
    intervalMs: fc.constantFrom(1, 5, 10, 250),
    burst: fc.integer({ min: 1, max: 8 }),
    gaps: fc.array(fc.nat(60), { maxLength: 200 }),
  });

  it('does as a bucket that is filled drop by drop', () => {
    fc.assert(
      fc.property(arbitrary, ({ intervalMs, burst, gaps }) => {
        const limit = new RateLimit({ rate: 1000 / intervalMs, burst });
        let now = 0;
        let tokens = burst;
        let lastMs = 0;
        for (const gap of gaps) {
          now += gap;
          tokens = Math.min(burst, tokens + (now - lastMs) / intervalMs);
          lastMs = now;
          const has = tokens >= 1 - 1e-9;
          expect(limit.take(now) === 0).toBe(has);
          if (has) tokens--;
        }
      }),
    );
  });

  it('has a token after the wait that it tells, and none before', () => {
    fc.assert(
      fc.property(arbitrary, ({ intervalMs, burst }) => {
        const fresh = (): RateLimit => {
          const limit = new RateLimit({ rate: 1000 / intervalMs, burst });
          for (let call = 0; call < burst; call++) expect(limit.take(0)).toBe(0);
          return limit;
        };
        const waitMs = fresh().take(0);
        expect(fresh().take(waitMs)).toBe(0);
        expect(fresh().take(waitMs - 0.5)).toBeCloseTo(0.5);
      }),
    );
  });
});

it('refuses a rate of nothing, which would refuse everything', () => {
  expect(() => rateLimit({ rate: '0/s' })).toThrow('rate: found "0/s", expected a rate such as');
});
