import { describe, expect, it } from 'vitest';
import { CircuitBreaker, SettingsError, virtualClock } from '../../src/index.ts';

const SETTINGS = {
  trip: { kind: 'bad-pings', every: '2s', failures: 2, timeout: '1s' },
  open: { kind: 'fixed', duration: '10s' },
} as const;

describe('pings beside the calls', () => {
  it('open a circuit that nobody calls, after so many bad ones in a row', async () => {
    const clock = virtualClock();
    const answers = [true, false, true, false, false];
    const breaker = new CircuitBreaker(SETTINGS, { clock, ping: () => answers.shift() ?? true });
    const changes: [number, string, string][] = [];
    breaker.on('stateChange', ({ atMs, to, reason }) => changes.push([atMs, to, reason]));
    await clock.advanceAsync('21s');
    expect(breaker.execute(() => 'made')).toBe('made');
    expect(changes).toEqual([
      [10_000, 'open', '2 bad pings in a row'],
      [20_000, 'half-open', 'open time is over'],
      [21_000, 'closed', '1 probe succeeded'],
    ]);
    expect(breaker.metrics()).toMatchObject({ pings: 5, calls: 1, successful: 1 });
  });

  it('one that hangs is told to stop and is bad', async () => {
    const clock = virtualClock();
    const signals: AbortSignal[] = [];
    const breaker = new CircuitBreaker(SETTINGS, {
      clock,
      ping: (signal) => {
        signals.push(signal);
        return new Promise(() => {});
      },
    });
    await clock.advanceAsync('5s');
    expect(breaker.state).toBe('open');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it('without a function to ping with are a mistake in the settings', () => {
    expect(() => new CircuitBreaker(SETTINGS)).toThrow(SettingsError);
    expect(() => new CircuitBreaker(SETTINGS)).toThrow('trip.kind: found "bad-pings"');
  });
});
