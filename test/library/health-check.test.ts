import { describe, expect, it } from 'vitest';
import { CircuitBreaker, SettingsError, virtualClock } from '../../src/index.ts';
import { fails, open, SETTINGS } from './set-up.ts';

describe('a health check', () => {
  const settings = {
    ...SETTINGS,
    probe: { kind: 'health-check', every: '2s', successes: 2, timeout: '1s' },
  } as const;

  it('pings while calls stay blocked, and closes after good ones in a row', async () => {
    const answers = [false, true, fails, true, undefined];
    const pings: number[] = [];
    const clock = virtualClock();
    const breaker = new CircuitBreaker(settings, {
      clock,
      ping: () => {
        pings.push(clock.now());
        const answer = answers.shift();
        return typeof answer === 'function' ? answer() : answer;
      },
    });
    open(breaker);
    await clock.advanceAsync('17999ms');
    expect(breaker.state).toBe('half-open');
    expect(breaker.tryAcquire()).toBeUndefined();
    await clock.advanceAsync('1ms');
    expect(breaker.state).toBe('closed');
    expect(pings).toEqual([10_000, 12_000, 14_000, 16_000, 18_000]);
    expect(breaker.metrics()).toMatchObject({ pings: 5, calls: 3, successful: 0, late: 0 });
    await clock.advanceAsync('1h');
    expect(pings).toHaveLength(5);
  });

  it('a ping that hangs is told to stop, counts as bad, and does not stop the next', async () => {
    const clock = virtualClock();
    const signals: AbortSignal[] = [];
    const breaker = new CircuitBreaker(settings, {
      clock,
      ping: (signal) => {
        signals.push(signal);
        return signals.length === 1 ? new Promise(() => {}) : true;
      },
    });
    open(breaker);
    await clock.advanceAsync('14s');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false, false]);
    expect(breaker.state).toBe('closed');
  });

  it('without a function to ping with is a mistake in the settings', () => {
    expect(() => new CircuitBreaker(settings)).toThrow(SettingsError);
  });
});
