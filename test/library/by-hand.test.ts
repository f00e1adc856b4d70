import { describe, expect, it } from 'vitest';
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

  it('starting anew forgets the last error, the latencies, the alert and what reopenings taught', () => {
    const exponential = { kind: 'exponential', initial: '1s' } as const;
    const { breaker } = setUp({ ...SETTINGS, open: exponential });
    open(breaker);
    breaker.alert('1h');
    breaker.reset();
    expect(breaker.metrics().latencyMs).toBeNull();
    thrownBy(() => breaker.execute(fails));
    expect(breaker.state).toBe('closed');
    breaker.reset();
    breaker.open();
    expect(breaker.retryAfterMs).toBe(1_000);
    expect((thrownBy(() => breaker.execute(fails)) as Error).cause).toBeUndefined();
  });

  it('opened by hand, the refusal says so', () => {
    const { breaker } = setUp();
    thrownBy(() => breaker.execute(fails));
    breaker.open();
    expect(thrownBy(() => breaker.execute(fails))).toMatchObject({
      message: 'The circuit is open (opened by hand); try again in 10s',
      failures: 1,
    });
  });

  it.each(['open', 'close', 'reset'] as const)('%s ends disabled and metrics-only', (end) => {
    const { breaker } = setUp();
    for (const begin of ['disable', 'metricsOnly'] as const) {
      breaker[begin]();
      breaker[end]();
      expect(breaker.state).toBe(end === 'open' ? 'open' : 'closed');
    }
  });

  it('each change has its reason', () => {
    const { breaker } = setUp();
    const heard: string[] = [];
    breaker.on('stateChange', ({ from, to, reason }) => heard.push(`${from} to ${to}: ${reason}`));
    breaker.open();
    breaker.close();
    breaker.disable();
    breaker.reset();
    expect(heard).toEqual([
      'closed to open: opened by hand',
      'open to closed: closed by hand',
      'closed to disabled: set by hand',
      'disabled to closed: reset by hand',
    ]);
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
