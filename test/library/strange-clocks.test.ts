import { describe, expect, it } from 'vitest';
import {
  CircuitBreaker,
  type CircuitBreakerSettings,
  type Clock,
  concurrencyLimit,
  type Guard,
  pipeline,
  rateLimit,
  throttle,
  timeout,
} from '../../src/index.ts';
import { steady } from '../../src/resilience/steady-clock.ts';
import { thrownBy } from './set-up.ts';

const MONTH_MS = 30 * 86_400_000;

/** A clock that says what it is told to, and the timers that were set by it. */
function strange(first: number) {
  let now = first;
  const timers: (() => void)[] = [];
  const clock: Clock = {
    now: () => now,
    epochMs: () => 0,
    setTimer(_, fire) {
      timers.push(fire);
      return () => {};
    },
  };
  return { clock, timers, say: (instant: number) => (now = instant) };
}

describe('a clock', () => {
  it.each([
    [
      [5, 7, 6, 7],
      [5, 7, 7, 7],
    ],
    [
      [5, Number.POSITIVE_INFINITY, 6],
      [5, 5, 6],
    ],
    [
      [5, Number.NaN, 6],
      [5, 5, 6],
    ],
    [
      [Number.POSITIVE_INFINITY, Number.NaN, 6],
      [0, 0, 6],
    ],
    [
      [Number.NEGATIVE_INFINITY, -5, 1],
      [0, 0, 1],
    ],
    [
      [-5, -7, -4],
      [-5, -5, -4],
    ],
  ])('that says %j is heard to say %j', (said, heard) => {
    const { clock, say } = strange(said[0]!);
    const time = steady(clock);
    const instants = said.map((instant) => {
      say(instant);
      return time.now();
    });
    expect(instants).toEqual(heard);
  });

  it('that jumps by a month sends one ping for it, and the next in time', () => {
    const { clock, timers, say } = strange(0);
    let pings = 0;
    const ping = (): Promise<never> => {
      pings++;
      return new Promise(() => {});
    };
    const probe = { kind: 'health-check', every: '10ms', timeout: '10ms' } as const;
    const breaker = new CircuitBreaker({ probe }, { clock, ping });
    breaker.open();
    for (const [instant, sent] of [
      [10_000, 1],
      [10_000 + MONTH_MS, 2],
      [10_009 + MONTH_MS, 2],
      [10_010 + MONTH_MS, 3],
      [1e18, 4],
    ] as const) {
      say(instant);
      expect([breaker.state, pings]).toEqual(['half-open', sent]);
    }
    expect(timers.length).toBeLessThan(20);
  });

  it.each<[string, CircuitBreakerSettings]>([
    ['the default', {}],
    ['health-check', { probe: { kind: 'health-check' } }],
    ['gradual-recovery', { probe: { kind: 'gradual-recovery' } }],
    ['failure-rate over time', { trip: { kind: 'failure-rate', window: { time: '1s' } } }],
    ['adaptive', { trip: { kind: 'adaptive' } }],
  ])('that says Infinity stops nothing for good: %s', (_, settings) => {
    const { clock, say } = strange(Number.POSITIVE_INFINITY);
    const breaker = new CircuitBreaker(settings, { clock, ping: () => true });
    breaker.open();
    expect(breaker.state).toBe('open');
    say(5_000);
    expect(breaker.retryAfterMs).toBe(5_000);
    say(Number.POSITIVE_INFINITY);
    thrownBy(() =>
      breaker.execute(() => {
        throw new Error('down');
      }),
    );
    say(10_000);
    expect(breaker.state).toBe('half-open');
  });

  it.each<[string, (clock: Clock) => Guard]>([
    ['rateLimit', (clock) => rateLimit({ rate: 1 }, { clock })],
    ['throttle', (clock) => throttle({ window: '1s' }, { clock, random: { next: () => 0.1 } })],
    ['concurrencyLimit', (clock) => concurrencyLimit({ kind: 'gradient' }, { clock })],
    ['timeout', (clock) => timeout('1s', { clock })],
    ['pipeline', (clock) => pipeline([{ retry: {} }, { fallback: { kind: 'cached' } }], { clock })],
  ])('that says Infinity, and goes on, is no matter to a %s', async (_, make) => {
    const { clock, say } = strange(0);
    const guard = make(clock);
    const served: number[] = [];
    for (const instant of [0, Number.POSITIVE_INFINITY, 2_000, MONTH_MS, MONTH_MS + 2_000]) {
      say(instant);
      const call = (async () => guard.execute(() => served.push(instant)))();
      await Promise.allSettled([call]);
    }
    const finite = served.filter((instant) => instant !== Number.POSITIVE_INFINITY);
    expect(finite).toEqual([0, 2_000, MONTH_MS, MONTH_MS + 2_000]);
  });
});
