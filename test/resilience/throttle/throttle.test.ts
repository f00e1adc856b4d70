import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { throttle } from '../../../src/resilience/throttle/guard.ts';
import { RollingCount } from '../../../src/resilience/throttle/rolling-count.ts';
import { Throttle } from '../../../src/resilience/throttle/throttle.ts';
import { virtualClock } from '../../../src/resilience/virtual-clock.ts';
import { bad, callsThrough, good, nameOf } from '../call.ts';

describe('the probability to reject', () => {
  it.each([
    [0, 0, 2, 0],
    [10, 10, 2, 0],
    [10, 5, 2, 0],
    [10, 4, 2, 2 / 11],
    [10, 0, 2, 10 / 11],
    [99, 33, 1, 66 / 100],
  ])('%i requests, %i accepts, K %d: %d', (requests, accepts, k, probability) => {
    const gate = new Throttle({ k, window: 60_000 });
    for (let i = 0; i < requests; i++) gate.admits(0, 1);
    for (let i = 0; i < accepts; i++) gate.accept(0);
    expect(gate.rejectionProbability(0)).toBeCloseTo(probability, 12);
  });

  it('forgets what is older than the window', () => {
    const gate = new Throttle({ k: 2, window: 1_000 });
    for (let i = 0; i < 10; i++) gate.admits(0, 1);
    expect(gate.rejectionProbability(999)).toBeCloseTo(10 / 11);
    expect(gate.rejectionProbability(1_000)).toBe(0);
  });

  it('counts what it rejects itself as a request', () => {
    const gate = new Throttle({ k: 2, window: 1_000 });
    expect([1, 2, 3].map(() => gate.admits(0, 0.4))).toEqual([true, false, false]);
    expect(gate.rejectionProbability(0)).toBeCloseTo(3 / 4);
  });
});

it('a rolling count is the count of a plain list, to a hundredth of the window', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 200 });
  fc.assert(
    fc.property(gaps, (steps) => {
      const rolling = new RollingCount(1_000);
      const instants: number[] = [];
      let now = 0;
      for (const step of steps) {
        now += step;
        rolling.add(now);
        instants.push(now);
        const young = instants.filter((instant) => now - instant <= 990).length;
        const notOld = instants.filter((instant) => now - instant < 1_000).length;
        expect(rolling.count).toBeGreaterThanOrEqual(young);
        expect(rolling.count).toBeLessThanOrEqual(notOld);
      }
    }),
  );
});

it('the guard counts an answer as accepted and an error as not', async () => {
  const clock = virtualClock();
  const guard = throttle({ k: 1 }, { clock, random: { next: () => 0.49 } });
  const { call } = callsThrough(guard, clock, [good(0), bad(0)]);
  const seen: string[] = [];
  for (let i = 0; i < 4; i++) {
    const one = call();
    await clock.advanceAsync(1);
    seen.push(nameOf(await one).replace(/^\d+ /, ''));
  }
  expect(seen).toEqual([
    'paid',
    'Error: 500',
    'Error: 500',
    'RejectedError: Call rejected: the service accepts too little of late',
  ]);
});
