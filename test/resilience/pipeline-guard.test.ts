import { describe, expect, it } from 'vitest';
import { CircuitBreaker } from '../../src/resilience/breaker/circuit-breaker.ts';
import type { Guard } from '../../src/resilience/guard.ts';
import { pipeline } from '../../src/resilience/pipeline-guard.ts';
import { virtualClock } from '../../src/resilience/virtual-clock.ts';
import { bad, callsThrough, good, nameOf } from './call.ts';

const twice = { retry: { calls: 2, backoff: { kind: 'fixed', delay: '100ms' } } } as const;

describe('a pipeline', () => {
  it('of nothing makes the call', async () => {
    expect(await pipeline([]).execute(() => 'paid')).toBe('paid');
  });

  it.each([
    ['outside, a retry sees each timeout', [twice, { timeout: '250ms' }], 600, [0, 350]],
    ['inside, it is cut short by the only one', [{ timeout: '250ms' }, twice], 250, [0]],
  ])('is in the order that was chosen: %s', async (_, policies, endMs, starts) => {
    const clock = virtualClock();
    const { call, started } = callsThrough(pipeline(policies, { clock }), clock, [good(1000)]);
    const seen = call();
    await clock.advanceAsync('10s');
    expect(nameOf(await seen)).toBe(`${endMs} TimeoutError: No answer within 250ms`);
    expect(started).toEqual(starts);
  });

  it('takes guards of any make among its blocks', async () => {
    const clock = virtualClock();
    const seen: string[] = [];
    const watching: Guard = {
      async execute(task, { signal } = {}) {
        seen.push('in');
        try {
          return await task(signal!);
        } finally {
          seen.push('out');
        }
      },
    };
    const guard = pipeline([twice, watching, { timeout: '1s' }], { clock });
    const { call } = callsThrough(guard, clock, [bad(10), good(10)]);
    const answer = call();
    await clock.advanceAsync('1s');
    expect(nameOf(await answer)).toBe('120 paid');
    expect(seen).toEqual(['in', 'out', 'in', 'out']);
  });

  it('hands the signal of its caller in to the task', async () => {
    const clock = virtualClock();
    const guard = pipeline([twice, { bulkhead: {} }, { timeout: '1s' }], { clock });
    const { call, started, aborted } = callsThrough(guard, clock, [good(500)]);
    const controller = new AbortController();
    const seen = call(controller.signal);
    await clock.advanceAsync(200);
    controller.abort(new Error('gone'));
    await clock.advanceAsync('10s');
    expect(nameOf(await seen)).toBe('200 Error: gone');
    expect([started, aborted]).toEqual([[0], [200]]);
  });

  it('says which policy is wrong, and every one', () => {
    const wrong = [twice, { timeout: 'soon' }, { retry: { calls: 0 } }, { retries: 3 } as object];
    expect(() => pipeline(wrong)).toThrow(
      /\[1\]\.timeout: found "soon", .*\n\[2\]\.retry\.calls: found 0, .*\n\[3\]\.retries: found unknown key "retries"/,
    );
  });

  it('blocks with a breaker of its own, or with one that others hold', async () => {
    const clock = virtualClock();
    const trip = { kind: 'consecutive-failures', failures: 1 } as const;
    const shared = new CircuitBreaker({ trip }, { clock });
    for (const breaker of [{ breaker: { trip } }, shared]) {
      const { call, started } = callsThrough(pipeline([twice, breaker], { clock }), clock, [
        bad(0),
      ]);
      const before = clock.now();
      const seen = call();
      await clock.advanceAsync('1s');
      expect((await seen).outcome).toMatchObject({ name: 'CircuitOpenError' });
      expect(started).toEqual([before]);
    }
    expect(shared.state).toBe('open');
  });
});
