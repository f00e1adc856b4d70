import { describe, expect, it } from 'vitest';
import { CircuitBreaker, virtualClock } from '../../src/index.ts';
import { down, fails, open, SETTINGS, setUp, thrownBy } from './set-up.ts';

describe('by hand', () => {
  it('opens for the open time, closes, and starts anew', () => {
    const { breaker, clock } = setUp();
    breaker.open();
    expect([breaker.state, breaker.retryAfterMs]).toEqual(['open', 10_000]);
    clock.advance('10s');
    expect(breaker.state).toBe('half-open');
    breaker.close();
    expect(breaker.state).toBe('closed');
    open(breaker);
    breaker.reset();
    expect(breaker.state).toBe('closed');
    expect(breaker.metrics()).toMatchObject({ calls: 0, failed: 0, stateChanges: 1 });
  });

  it('closing forgets the failures so far', () => {
    const { breaker } = setUp();
    expect(() => breaker.execute(fails)).toThrow(down);
    breaker.close();
    expect(() => breaker.execute(fails)).toThrow(down);
    expect(breaker.state).toBe('closed');
  });

  it('isolated by two: released only when both have let go', () => {
    const { breaker } = setUp();
    const changes: string[] = [];
    breaker.on('stateChange', ({ from, to, reason }) =>
      changes.push(`${from} to ${to}: ${reason}`),
    );
    const [first, second] = [breaker.isolate(), breaker.isolate()];
    first!();
    first!();
    expect(breaker.state).toBe('forced-open');
    expect(thrownBy(() => breaker.execute(() => 1))).toMatchObject({
      message: 'The circuit is forced-open (isolated by hand)',
      retryAfterMs: undefined,
      untilEpochMs: undefined,
    });
    breaker.close();
    breaker.reset();
    expect(breaker.state).toBe('forced-open');
    second!();
    expect(breaker.state).toBe('closed');
    expect(breaker.execute(() => 1)).toBe(1);
    expect(changes).toEqual([
      'closed to forced-open: isolated by hand',
      'forced-open to closed: no longer isolated',
    ]);
  });

  it('disabled judges nobody', () => {
    const { breaker } = setUp();
    breaker.disable();
    for (let i = 0; i < 10; i++) expect(() => breaker.execute(fails)).toThrow(down);
    expect(breaker.state).toBe('disabled');
    expect(breaker.metrics()).toMatchObject({ calls: 10, failed: 10, blocked: 0, wouldBlock: 0 });
    breaker.close();
    expect(breaker.state).toBe('closed');
  });

  it('metrics-only lets all through, and tells whom it would have blocked', () => {
    const { breaker, clock } = setUp();
    const reasons: string[] = [];
    breaker.on('wouldBlock', ({ reason }) => reasons.push(reason));
    breaker.on('stateChange', ({ to }) => reasons.push(to));
    breaker.metricsOnly();
    for (let i = 0; i < 5; i++) expect(() => breaker.execute(fails)).toThrow(down);
    expect(breaker.state).toBe('metrics-only');
    expect(breaker.metrics()).toMatchObject({ calls: 5, failed: 5, blocked: 0, wouldBlock: 3 });
    clock.advance('10s');
    expect(breaker.execute(() => 1)).toBe(1);
    expect(breaker.metrics()).toMatchObject({ wouldBlock: 3 });
    expect(reasons).toEqual([
      'metrics-only',
      'open for another 10s',
      'open for another 10s',
      'open for another 10s',
    ]);
  });

  it('on alert one failure is enough, for as long as it is said', () => {
    const { breaker, clock } = setUp();
    breaker.alert('5m');
    clock.advance('299s');
    expect(() => breaker.execute(fails)).toThrow(down);
    expect(breaker.state).toBe('open');
    clock.advance('11s');
    breaker.execute(() => 1);
    expect(() => breaker.execute(fails)).toThrow(down);
    expect(breaker.state).toBe('closed');
  });
});

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

  it('what is no snapshot is refused, with the path', () => {
    const { breaker } = setUp();
    const saved = { ...breaker.toJSON(), reopenings: -1 };
    expect(() => CircuitBreaker.restore(saved)).toThrow(
      'reopenings: found -1, expected a number, 0 or more',
    );
  });
});
