import { describe, expect, it, vi } from 'vitest';
import { CircuitOpenError, virtualClock } from '../../src/index.ts';
import { down, fails, open, SETTINGS, setUp, thrownBy } from './set-up.ts';

describe('calls', () => {
  it('advance 10 s and it is half-open; a success closes it', () => {
    const { breaker, clock } = setUp();
    open(breaker);
    expect([breaker.state, breaker.retryAfterMs]).toEqual(['open', 10_000]);
    clock.advance('9999ms');
    expect([breaker.state, breaker.retryAfterMs]).toEqual(['open', 1]);
    clock.advance(1);
    expect([breaker.state, breaker.retryAfterMs]).toEqual(['half-open', undefined]);
    expect(breaker.execute(() => 42)).toBe(42);
    expect([breaker.state, breaker.retryAfterMs]).toEqual(['closed', 0]);
  });

  it('of a sync function return what it returns, of an async one its promise', async () => {
    const { breaker } = setUp();
    const array = [1];
    expect(breaker.execute(() => array)).toBe(array);
    const promise = breaker.execute(async () => 'paid');
    expect(promise).toBeInstanceOf(Promise);
    expect(await promise).toBe('paid');
    await expect(breaker.execute(async () => fails())).rejects.toBe(down);
    // One of another maker's.
    // oxlint-disable-next-line unicorn/no-thenable -- a `then` is all that makes it a promise
    const thenable = Object.defineProperty({}, 'then', {
      value: (resolve: (value: string) => void) => resolve('paid'),
    }) as PromiseLike<string>;
    expect(await breaker.execute(() => thenable)).toBe('paid');
    expect(breaker.metrics()).toMatchObject({ calls: 4, successful: 3, failed: 1 });
  });

  it('blocked say until when, after how many failures, why and with what', async () => {
    const { breaker, clock } = setUp(SETTINGS, {
      name: 'payments',
      clock: virtualClock({ epochMs: 1_000_000 }),
    });
    void clock;
    open(breaker);
    const error = thrownBy(() => breaker.execute(() => 42)) as CircuitOpenError;
    expect(error).toBeInstanceOf(CircuitOpenError);
    expect(error).toMatchObject({
      name: 'CircuitOpenError',
      breaker: 'payments',
      state: 'open',
      reason: '2 consecutive failures',
      failures: 2,
      retryAfterMs: 10_000,
      untilEpochMs: 1_010_000,
      cause: down,
      message: 'payments is open (2 consecutive failures); try again in 10s',
    });
  });

  it('blocked fail in the way of the task: async functions reject, others throw', async () => {
    const { breaker } = setUp();
    open(breaker);
    const never = vi.fn<() => void>();
    await expect(breaker.execute(async () => never())).rejects.toThrow(CircuitOpenError);
    await expect(breaker.wrap(async () => never())()).rejects.toThrow(CircuitOpenError);
    expect(() => breaker.execute(() => Promise.resolve(never()))).toThrow(CircuitOpenError);
    expect(never).not.toHaveBeenCalled();
  });

  it('wrapped keep their arguments and their this', () => {
    const { breaker } = setUp();
    const gateway = {
      fee: 2,
      total: breaker.wrap(function (this: { fee: number }, price: number, count: number) {
        return price * count + this.fee;
      }),
    };
    expect(gateway.total(10, 3)).toBe(32);
    expect(breaker.metrics().successful).toBe(1);
  });

  it('that the caller gave up are ignored, unless they succeed all the same', async () => {
    const { breaker } = setUp();
    const caller = new AbortController();
    const ended: string[] = [];
    const call = (end: () => string) =>
      breaker.execute(
        (signal) =>
          new Promise<string>((resolve, reject) => {
            signal.addEventListener('abort', () => {
              try {
                resolve(end());
              } catch {
                reject(signal.reason as Error);
              }
            });
          }),
        { signal: caller.signal },
      );
    const calls = [call(fails), call(() => 'paid after all')];
    caller.abort(new Error('gone'));
    await expect(calls[0]).rejects.toThrow('gone');
    expect(await calls[1]).toBe('paid after all');
    expect(() => breaker.execute(() => ended.push('made'), { signal: caller.signal })).toThrow(
      'gone',
    );
    expect(ended).toEqual([]);
    expect(breaker.metrics()).toMatchObject({ calls: 2, successful: 1, ignored: 1, failed: 0 });
  });
});

describe('two steps', () => {
  it('a permit is given back once; what is said after that is not heard', () => {
    const { breaker } = setUp();
    const permit = breaker.tryAcquire()!;
    permit.fail(down);
    permit.fail(down);
    permit.succeed();
    permit.ignore();
    expect(breaker.metrics()).toMatchObject({
      calls: 1,
      failed: 1,
      successful: 0,
      ignored: 0,
      late: 0,
    });
  });

  it('an outcome from before the circuit opened is late', () => {
    const { breaker, clock } = setUp();
    const late: unknown[] = [];
    breaker.on('late', (event) => late.push(event));
    const permits = Array.from({ length: 5 }, () => breaker.tryAcquire()!);
    permits[0]!.fail();
    permits[1]!.fail();
    expect(breaker.tryAcquire()).toBeUndefined();
    clock.advance('10s');
    permits[2]!.succeed();
    permits[3]!.fail();
    permits[4]!.ignore();
    expect(breaker.state).toBe('half-open');
    expect(late.map((event) => (event as { outcome: string }).outcome)).toEqual([
      'success',
      'failure',
      'ignored',
    ]);
    expect(breaker.metrics()).toMatchObject({ calls: 6, failed: 2, late: 3, blocked: 1 });
  });

  it('the service may say when to come back', () => {
    const { breaker } = setUp({ ...SETTINGS, open: { kind: 'retry-after', fallback: '1s' } });
    breaker.tryAcquire()!.fail(down);
    breaker.tryAcquire()!.fail(Object.assign(new Error('busy'), { retryAfterMs: 7_000 }));
    expect(breaker.retryAfterMs).toBe(7_000);
  });
});
