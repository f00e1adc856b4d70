import { describe, expect, it, vi } from 'vitest';
import { CircuitBreaker, virtualClock } from '../../src/index.ts';
import { down, fails, open, SETTINGS, setUp, thrownBy } from './set-up.ts';

const named = (name: string) => Object.assign(new Error(name), { name });

describe('at the edges', () => {
  it('metrics-only: a call that would have been blocked judges nothing, so open ends in its time', () => {
    const { breaker, clock } = setUp();
    breaker.metricsOnly();
    open(breaker);
    clock.advance('5s');
    thrownBy(() => breaker.execute(fails));
    clock.advance('5s');
    expect(breaker.execute(() => 1)).toBe(1);
    expect(breaker.metrics()).toMatchObject({ wouldBlock: 1, successful: 1, failed: 3 });
  });

  it('an ignored call is not a late one', () => {
    const { breaker } = setUp();
    const late = vi.fn<() => void>();
    breaker.on('late', late);
    breaker.tryAcquire()!.ignore();
    expect(late).not.toHaveBeenCalled();
  });

  it('whoever stops listening takes nobody along', () => {
    const { breaker } = setUp();
    const heard: string[] = [];
    const stop = breaker.on('success', () => heard.push('one'));
    breaker.on('success', () => heard.push('other'));
    stop();
    breaker.execute(() => 1);
    expect(heard).toEqual(['other']);
  });

  it.each([null, undefined, 0, 'paid', {}])('%j is returned as it is', (value) => {
    const { breaker } = setUp();
    expect(breaker.execute(() => value)).toBe(value);
  });

  it('a refusal without a cause has none', () => {
    const { breaker } = setUp();
    breaker.open();
    expect(thrownBy(() => breaker.execute(fails))).not.toHaveProperty('cause');
  });

  it.each([
    ['thrown', named('TimeoutError'), ['timeout']],
    ['thrown', named('RejectedError'), []],
    ['thrown', down, ['error']],
    ['returned', named('TimeoutError'), ['error']],
  ])(
    'a failure by decree, %s: of the kind that it shows, if it was sent',
    (way, value, expected) => {
      const { breaker } = setUp(SETTINGS, { isFailure: () => true });
      const kinds: string[] = [];
      breaker.on('failure', (event) => kinds.push(event.kind));
      const task = (): Error => {
        if (way === 'thrown') throw value;
        return value;
      };
      expect(way === 'thrown' ? thrownBy(() => breaker.execute(task)) : breaker.execute(task)).toBe(
        value,
      );
      expect(kinds).toEqual(expected);
    },
  );

  it('a timer that goes off before its time is set again, for what is left', () => {
    const clock = virtualClock();
    const timers: [number, () => void][] = [];
    const early = {
      ...clock,
      setTimer: (ms: number, fire: () => void) => {
        timers.push([ms, fire]);
        return () => {};
      },
    };
    const breaker = new CircuitBreaker(SETTINGS, { clock: early });
    breaker.open();
    clock.advance('4s');
    timers[0]![1]();
    expect(timers.map(([ms]) => ms)).toEqual([10_000, 6_000]);
  });

  it('a clock that is set back undoes nothing', () => {
    let now = 5_000;
    const { breaker } = setUp(SETTINGS, { clock: { ...virtualClock(), now: () => now } });
    breaker.open();
    now = 0;
    expect(breaker.retryAfterMs).toBe(10_000);
    now = 6_000;
    expect(breaker.retryAfterMs).toBe(9_000);
  });

  it('a health check without a ping says what it needs, and where', () => {
    const settings = { probe: { kind: 'health-check' } } as const;
    expect(() => new CircuitBreaker(settings)).toThrow(
      'probe.kind: found "health-check", expected a function `ping` beside the clock, or a probe policy that needs none',
    );
  });
});
