import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RetryBudget } from '../../../src/resilience/retry/retry-budget.ts';

it('tenths of a token add up to a token, to the very call', () => {
  const budget = new RetryBudget({ share: 0.1, burst: 1 });
  expect(budget.tryRetry()).toBe(true);
  for (let call = 0; call < 9; call++) budget.onCall();
  expect(budget.tryRetry()).toBe(false);
  budget.onCall();
  expect(budget.tryRetry()).toBe(true);
  expect(budget.tryRetry()).toBe(false);
});

it('what exceeds the burst is not saved', () => {
  const budget = new RetryBudget({ share: 1, burst: 2 });
  for (let call = 0; call < 100; call++) budget.onCall();
  expect([1, 2, 3].map(() => budget.tryRetry())).toEqual([true, true, false]);
});

it('over any stretch of calls and retries, retries are bounded by the burst and the share of the calls', () => {
  const settings = fc.record({
    share: fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
    burst: fc.integer({ min: 1, max: 20 }),
  });
  fc.assert(
    fc.property(
      settings,
      fc.array(fc.boolean(), { maxLength: 300 }),
      fc.nat(300),
      (given, events, from) => {
        const budget = new RetryBudget(given);
        let calls = 0;
        let retries = 0;
        events.forEach((isCall, position) => {
          const granted = !isCall && budget.tryRetry();
          if (isCall) budget.onCall();
          if (position < from) return;
          if (isCall) calls++;
          if (granted) retries++;
        });
        expect(retries).toBeLessThanOrEqual(given.burst + given.share * calls + 1e-9);
      },
    ),
  );
});
