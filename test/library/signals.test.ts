import { describe, expect, it, vi } from 'vitest';
import {
  bulkhead,
  CircuitBreaker,
  type Clock,
  concurrencyLimit,
  fallback,
  type Guard,
  pipeline,
  rateLimit,
  retry,
  throttle,
  timeout,
  virtualClock,
} from '../../src/index.ts';
import { callsThrough, good, nameOf } from '../resilience/call.ts';

const clock = virtualClock();
const tools = { clock, answer: () => 'instead', backup: () => 'elsewhere' };
const guards: readonly (readonly [string, () => Guard])[] = [
  ['breaker', () => new CircuitBreaker({}, tools)],
  ['bulkhead', () => bulkhead({ calls: 20 }, tools)],
  ['bulkhead with a line', () => bulkhead({ calls: 1, queue: 30 }, tools)],
  ['concurrencyLimit', () => concurrencyLimit({ kind: 'aimd' }, tools)],
  ['cached', () => fallback({ kind: 'cached' }, tools)],
  ['degraded', () => fallback({ kind: 'degraded' }, tools)],
  ['defer', () => fallback({ kind: 'defer' }, tools)],
  ['backup', () => fallback({ kind: 'backup' }, tools)],
  ['rateLimit', () => rateLimit({ rate: 1_000, burst: 100 }, tools)],
  ['retry', () => retry({}, tools)],
  ['throttle', () => throttle({}, tools)],
  ['timeout', () => timeout('1s', tools)],
  ['empty pipeline', () => pipeline([], tools)],
  ['pipeline', () => pipeline([{ retry: {} }, { timeout: '1s' }, { bulkhead: {} }], tools)],
];

describe('a signal', () => {
  it.each(guards)('that has aborted starts nothing: %s', async (_, make) => {
    const task = vi.fn<() => string>(() => 'paid');
    const signal = AbortSignal.abort(new Error('gone'));
    const call = (async () => make().execute(task, { signal }))();
    await expect(call).rejects.toThrow('gone');
    expect(task).not.toHaveBeenCalled();
  });

  it.each(guards)(
    'bears thirty calls without a warning, and is let go after: %s',
    async (_, make) => {
      const warnings: unknown[] = [];
      const warn = (warning: unknown): void => void warnings.push(warning);
      process.on('warning', warn);
      const { signal } = new AbortController();
      const listen = vi.spyOn(signal, 'addEventListener');
      const letGo = vi.spyOn(signal, 'removeEventListener');
      const guard = make();
      const fails = (): Promise<never> =>
        new Promise((_, reject) => clock.setTimer(10, () => reject(new Error('500'))));
      const call = async (): Promise<unknown> => guard.execute(fails, { signal });
      const seen = Promise.allSettled(Array.from({ length: 30 }, call));
      await clock.advanceAsync('1m');
      await seen;
      await new Promise((resolve) => setImmediate(resolve));
      process.off('warning', warn);
      expect(warnings).toEqual([]);
      expect(letGo.mock.calls).toHaveLength(listen.mock.calls.length);
    },
  );

  it('that a task aborts itself ends the call at once, and the timer with it', async () => {
    const time = virtualClock();
    const cancelled = vi.fn<() => void>();
    const spied = {
      ...time,
      setTimer: (ms: number, fire: () => void) => {
        const cancel = time.setTimer(ms, fire);
        return () => {
          cancelled();
          cancel();
        };
      },
    };
    const controller = new AbortController();
    const hangs = (): Promise<string> => {
      controller.abort(new Error('enough'));
      return new Promise(() => {});
    };
    const call = timeout('1h', { clock: spied }).execute(hangs, { signal: controller.signal });
    await expect(call).rejects.toThrow('enough');
    time.advance('2h');
    expect(cancelled).not.toHaveBeenCalled();
  });

  it('ends every call that waits for it, and none that does not', async () => {
    const time = virtualClock();
    const { call } = callsThrough(timeout('1h', { clock: time }), time, [good(1_000)]);
    const controllers = [new AbortController(), new AbortController()] as const;
    const seen = controllers.flatMap(({ signal }) => [call(signal), call(signal)]);
    await time.advanceAsync(400);
    controllers[0].abort(new Error('gone'));
    await time.advanceAsync('10s');
    expect((await Promise.all(seen)).map(nameOf)).toEqual([
      '400 Error: gone',
      '400 Error: gone',
      '1000 paid',
      '1000 paid',
    ]);
  });
});

it('a deferral line keeps no process alive', async () => {
  const setTimer = vi.fn<Clock['setTimer']>(() => () => {});
  const guard = fallback({ kind: 'defer' }, { ...tools, clock: { ...clock, setTimer } });
  await guard.execute(() => Promise.reject(new Error('down')));
  expect(setTimer.mock.calls.map(([ms, , isAwaited]) => [ms, isAwaited ?? false])).toEqual([
    [10_000, false],
  ]);
});
