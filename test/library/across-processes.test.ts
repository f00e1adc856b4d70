import { describe, expect, it } from 'vitest';
import { CircuitBreaker, virtualClock } from '../../src/index.ts';
import { down, fails, open, SETTINGS, setUp, thrownBy } from './set-up.ts';

describe('across processes', () => {
  const json = (breaker: CircuitBreaker): unknown => JSON.parse(JSON.stringify(breaker));

  it('the open time goes on by the wall clock, whatever the origin of the other clock', () => {
    const { breaker, clock } = setUp(SETTINGS, {});
    clock.advance('1h');
    open(breaker);
    clock.advance('3s');
    const saved = json(breaker);
    const later = virtualClock({ epochMs: clock.epochMs() + 2_000 });
    const restored = CircuitBreaker.restore(saved, SETTINGS, { clock: later });
    expect([restored.state, restored.retryAfterMs]).toEqual(['open', 5_000]);
    expect(restored.metrics()).toMatchObject({ calls: 2, failed: 2, stateChanges: 1 });
    later.advance('5s');
    expect(restored.state).toBe('half-open');
  });

  it('a wall clock that was set back makes it no longer; one set forward at most over', () => {
    const { breaker, clock } = setUp();
    clock.advance('1h');
    open(breaker);
    const saved = json(breaker);
    const back = CircuitBreaker.restore(saved, SETTINGS, { clock: virtualClock() });
    expect(back.retryAfterMs).toBe(10_000);
    const forward = CircuitBreaker.restore(saved, SETTINGS, {
      clock: virtualClock({ epochMs: 1e12 }),
    });
    expect(forward.state).toBe('half-open');
  });

  it('what was learnt of reopenings is kept', () => {
    const settings = { ...SETTINGS, open: { kind: 'exponential', initial: '1s' } } as const;
    const { breaker, clock } = setUp(settings);
    open(breaker);
    clock.advance('1s');
    expect(() => breaker.execute(fails)).toThrow(down);
    const restored = CircuitBreaker.restore(json(breaker), settings, { clock });
    clock.advance('2s');
    expect(restored.state).toBe('half-open');
    expect(() => restored.execute(fails)).toThrow(down);
    expect(restored.retryAfterMs).toBe(4_000);
  });

  it.each(['disable', 'metricsOnly'] as const)('the mode is kept: %s', (mode) => {
    const { breaker, clock } = setUp();
    breaker[mode]();
    const restored = CircuitBreaker.restore(json(breaker), SETTINGS, { clock });
    expect(restored.state).toBe(breaker.state);
  });

  it('a healthy time goes on, before and after', () => {
    const open1s = { kind: 'exponential', initial: '1s', healthy: '10s' } as const;
    const settings = { ...SETTINGS, open: open1s };
    const openedAfter = (ms: number): number | undefined => {
      const { breaker, clock } = setUp(settings);
      open(breaker);
      clock.advance('1s');
      breaker.execute(() => 1);
      clock.advance('4s');
      const saved = json(breaker);
      clock.advance('3s');
      const restored = CircuitBreaker.restore(saved, settings, { clock });
      clock.advance(ms);
      open(restored);
      return restored.retryAfterMs;
    };
    expect([2_999, 3_000].map(openedAfter)).toEqual([2_000, 1_000]);
  });

  it('half-open stays half-open, and says why it opened', () => {
    const { breaker, clock } = setUp();
    open(breaker);
    clock.advance('10s');
    const restored = CircuitBreaker.restore(json(breaker), SETTINGS, { clock });
    expect(restored.state).toBe('half-open');
    expect(restored.tryAcquire()).toBeDefined();
    expect(thrownBy(() => restored.execute(fails))).toMatchObject({
      message: 'The circuit is half-open (2 consecutive failures)',
      failures: 2,
    });
  });

  it('closed stays closed, however late', () => {
    const { breaker, clock } = setUp();
    const saved = json(breaker);
    clock.advance('1h');
    expect(CircuitBreaker.restore(saved, SETTINGS, { clock }).state).toBe('closed');
  });

  it('what is no snapshot is refused, with the path', () => {
    const { breaker } = setUp();
    const wrong = {
      format: 'opossum',
      state: 'ajar',
      mode: 'odd',
      reopenings: -1,
      remainingOpenMs: 'some',
      lastTrip: { reason: 1, failures: 0 },
    };
    const saved = { ...breaker.toJSON(), ...wrong };
    expect(thrownBy(() => CircuitBreaker.restore(saved))).toMatchObject({
      message: [
        'format: found "opossum", expected blackfriday.breaker/1',
        'state: found "ajar", expected one of closed, open, half-open',
        'mode: found "odd", expected one of normal, disabled, metrics-only',
        'remainingOpenMs: found "some", expected a number, 0 or more',
        'reopenings: found -1, expected a whole number, 0 or more',
        'lastTrip.reason: found 1, expected a text',
      ].join('\n'),
    });
  });
});
