import { describe, expect, it, vi } from 'vitest';
import { type BreakerTransition, virtualClock } from '../../src/index.ts';
import { down, fails, open, SETTINGS, setUp } from './set-up.ts';

describe('listeners', () => {
  it('hear of the outcome first, then of the change that it brought', () => {
    const { breaker, clock } = setUp();
    const heard: string[] = [];
    breaker.on('failure', () => heard.push('failure'));
    breaker.on('success', ({ durationMs }) => heard.push(`success in ${durationMs}`));
    breaker.on('blocked', ({ retryAfterMs }) => heard.push(`blocked for ${retryAfterMs}`));
    breaker.on('stateChange', ({ to, atMs }) => heard.push(`${to} at ${atMs}`));
    open(breaker);
    clock.advance('4s');
    expect(breaker.tryAcquire()).toBeUndefined();
    clock.advance('1h');
    const permit = breaker.tryAcquire()!;
    clock.advance(250);
    permit.succeed();
    expect(heard).toEqual([
      'failure',
      'failure',
      'open at 0',
      'blocked for 6000',
      'half-open at 10000',
      'success in 250',
      'closed at 3604250',
    ]);
  });

  it('break no call, whether they throw or reject', async () => {
    const errors: string[] = [];
    const onListenerError = (error: unknown, event: string) => {
      errors.push(`${event}: ${(error as Error).message}`);
      throw new Error('even this one throws');
    };
    const { breaker } = setUp(SETTINGS, { onListenerError });
    breaker.on('success', fails);
    breaker.on('success', async () => fails());
    expect(breaker.execute(() => 42)).toBe(42);
    await Promise.resolve();
    expect(errors).toEqual(['success: down', 'success: down']);
    const { breaker: silent } = setUp();
    silent.on('success', fails);
    expect(silent.execute(() => 42)).toBe(42);
  });

  it('stop when told; one registered twice stops once at a time', () => {
    const { breaker } = setUp();
    const listener = vi.fn<() => void>();
    const stop = [breaker.on('success', listener), breaker.on('success', listener)];
    breaker.execute(() => 1);
    stop[0]!();
    stop[0]!();
    breaker.execute(() => 1);
    stop[1]!();
    breaker.execute(() => 1);
    expect(listener).toHaveBeenCalledTimes(3);
  });

  it('may call the breaker themselves', () => {
    const { breaker } = setUp();
    const heard: BreakerTransition[] = [];
    breaker.on('stateChange', ({ to }) => to === 'open' && breaker.close());
    breaker.on('stateChange', (transition) => heard.push(transition));
    open(breaker);
    expect(breaker.state).toBe('closed');
    expect(heard.map(({ to }) => to)).toEqual(['open', 'closed']);
  });
});

describe('metrics', () => {
  it('are a snapshot with rates and quantiles; null where there is nothing to divide', () => {
    const { breaker, clock } = setUp();
    const before = breaker.metrics();
    expect(before).toMatchObject({
      calls: 0,
      successRate: null,
      failureRate: null,
      latencyMs: null,
    });
    for (let ms = 1; ms <= 100; ms++) {
      const permit = breaker.tryAcquire()!;
      clock.advance(ms);
      if (ms % 4 === 0) permit.fail(down);
      else permit.succeed();
    }
    expect(breaker.metrics()).toMatchObject({
      calls: 100,
      successRate: 0.75,
      failureRate: 0.25,
      latencyMs: { mean: 50.5, p50: 50, p95: 95, p99: 99, max: 100 },
      stateChanges: 0,
    });
    expect(before.calls).toBe(0);
  });

  it('time every 16th call beyond the first 1,024, and all of them for a policy that asks how long', () => {
    const count = (settings: object): number => {
      const { breaker } = setUp(settings);
      const now = vi.fn<() => number>(() => 0);
      const { breaker: spied } = setUp(settings, { clock: { ...virtualClock(), now } });
      for (let i = 0; i < 1_024; i++) spied.execute(() => 1);
      now.mockClear();
      for (let i = 0; i < 1_600; i++) spied.execute(() => 1);
      void breaker;
      return now.mock.calls.length;
    };
    expect(count(SETTINGS)).toBe(200);
    expect(count({ trip: { kind: 'latency' } })).toBe(3_200);
  });
});
