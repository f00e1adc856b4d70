import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RetryBudget } from '../../../src/resilience/retry/retry-budget.ts';

it('tenths of a token add up to a token, to the very call', () => {
  const budget = new RetryBudget({ share: 0.1, burst: 1 });
  expect(budget.tryRetry(0)).toBe(true);
  for (let call = 0; call < 9; call++) budget.onCall(0);
  expect(budget.tryRetry(0)).toBe(false);
  budget.onCall(0);
  expect(budget.tryRetry(0)).toBe(true);
  expect(budget.tryRetry(0)).toBe(false);
});

it('what exceeds the burst is not saved', () => {
  const budget = new RetryBudget({ share: 1, burst: 2 });
  for (let call = 0; call < 100; call++) budget.onCall(0);
  expect([1, 2, 3].map(() => budget.tryRetry(0))).toEqual([true, true, false]);
});

it('a service that is down pays nothing, where only successes pay', () => {
  const budget = new RetryBudget({ share: 0.5, burst: 1, paidBy: 'successes' });
  expect(budget.tryRetry(0)).toBe(true);
  for (let call = 0; call < 9; call++) budget.onCall(0);
  expect(budget.tryRetry(0)).toBe(false);
  budget.onSuccess(0);
  expect(budget.tryRetry(0)).toBe(false);
  budget.onSuccess(0);
  expect(budget.tryRetry(0)).toBe(true);
});

it('what was paid in is lost after its time, counted in tenths of that', () => {
  const budget = new RetryBudget({ share: 1, burst: 2, ttl: 1_000 });
  expect(budget.tryRetry(70_999)).toBe(true);
  budget.onCall(71_000);
  expect([budget.tryRetry(71_900), budget.tryRetry(71_900)]).toEqual([true, false]);
  budget.onCall(71_900);
  expect([budget.tryRetry(72_899), budget.tryRetry(72_899)]).toEqual([true, false]);
  budget.onCall(72_899);
  expect(budget.tryRetry(73_800)).toBe(false);
});

/** The tokens as a plain list, each share of one with the slice in which it was paid in. */
class ListedBudget {
  private paid: { slice: number; parts: number }[] | undefined;
  private readonly settings: { share: number; burst: number; ttl: number };

  constructor(settings: { share: number; burst: number; ttl: number }) {
    this.settings = settings;
  }

  onCall(now: number): void {
    const known = this.parts(now);
    const parts = Math.min(
      Math.round(100 * this.settings.share),
      100 * this.settings.burst - known,
    );
    this.paid!.push({ slice: this.slice(now), parts });
  }

  tryRetry(now: number): boolean {
    if (this.parts(now) < 100) return false;
    let owed = 100;
    for (const one of this.paid!) {
      const taken = Math.min(owed, one.parts);
      one.parts -= taken;
      owed -= taken;
    }
    return true;
  }

  private parts(now: number): number {
    this.paid ??= [{ slice: this.slice(now), parts: 100 * this.settings.burst }];
    this.paid = this.paid.filter(({ slice }) => this.slice(now) - slice < 10);
    return this.paid.reduce((sum, { parts }) => sum + parts, 0);
  }

  private slice(now: number): number {
    return Math.floor((10 * now) / this.settings.ttl);
  }
}

it('with a time to live it grants exactly what a list of payments grants', () => {
  const given = fc.record({
    share: fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
    burst: fc.integer({ min: 1, max: 5 }),
    ttl: fc.constantFrom(10, 100),
  });
  const events = fc.array(
    fc.record({ afterMs: fc.constantFrom(0, 1, 9, 10, 99, 100), isCall: fc.boolean() }),
    {
      maxLength: 300,
    },
  );
  fc.assert(
    fc.property(given, events, (settings, timeline) => {
      const [budget, listed] = [new RetryBudget(settings), new ListedBudget(settings)];
      let now = 0;
      for (const { afterMs, isCall } of timeline) {
        now += afterMs;
        if (isCall) budget.onCall(now);
        if (isCall) listed.onCall(now);
        else expect(budget.tryRetry(now)).toBe(listed.tryRetry(now));
      }
    }),
  );
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
          const granted = !isCall && budget.tryRetry(0);
          if (isCall) budget.onCall(0);
          if (position < from) return;
          if (isCall) calls++;
          if (granted) retries++;
        });
        expect(retries).toBeLessThanOrEqual(given.burst + given.share * calls + 1e-9);
      },
    ),
  );
});
