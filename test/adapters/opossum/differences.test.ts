import { expect, it } from 'vitest';
import { CircuitBreaker } from '../../../src/adapters/opossum.ts';
import { virtualClock } from '../../../src/index.ts';

/** A breaker on a virtual clock, and how its calls end. */
function setUp(options: object = {}) {
  const clock = virtualClock();
  const ends: ((good: boolean) => void)[] = [];
  const action = (): Promise<string> =>
    new Promise((resolve, reject) => {
      ends.push((good) => (good ? resolve('paid') : reject(new Error('down'))));
    });
  const breaker = new CircuitBreaker(action, { timeout: false, ...options }, { clock });
  return { clock, ends, breaker };
}

/** The differences that the manual names: ours is so on purpose. */
it('a failure whose start the window has forgotten does not open it: 1 of 0 is no rate', async () => {
  const { clock, ends, breaker } = setUp({ rollingCountTimeout: 1_000 });
  const call = breaker.fire();
  clock.advance('2s');
  ends[0]!(false);
  await expect(call).rejects.toThrow('down');
  expect(breaker.closed).toBe(true);
});

it('a listener that throws breaks no call', async () => {
  const { ends, breaker } = setUp();
  breaker.on('fire', () => {
    throw new Error('not our affair');
  });
  const call = breaker.fire();
  ends[0]!(true);
  expect(await call).toBe('paid');
});

it('an action that answers nothing at once has succeeded', async () => {
  const breaker = new CircuitBreaker(() => undefined);
  expect(await breaker.fire()).toBe(undefined);
  expect(breaker.stats.successes).toBe(1);
});

it('does by hand what opossum does', async () => {
  const { clock, breaker } = setUp({ resetTimeout: 100 });
  const told: string[] = [];
  for (const event of ['open', 'halfOpen', 'close', 'healthCheckFailed', 'shutdown'] as const) {
    breaker.once(event, () => told.push(event));
  }
  breaker.open();
  await expect(breaker.fire()).rejects.toMatchObject({ code: 'EOPENBREAKER' });
  expect(breaker.toJSON().state).toMatchObject({ open: true, closed: false, lastTimerAt: 0 });
  clock.advance(100);
  expect(breaker.halfOpen).toBe(true);
  breaker.close();
  breaker.healthCheck(() => Promise.reject(new Error('ill')), 50);
  await clock.advanceAsync(50);
  expect(breaker.opened).toBe(true);
  breaker.shutdown();
  const error: unknown = await breaker.fire().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'ESHUTDOWN' });
  expect(CircuitBreaker.isOurError(error)).toBe(true);
  expect(told).toEqual(['open', 'halfOpen', 'close', 'healthCheckFailed', 'shutdown']);
});

it('a cache spares the service the call, for so long', async () => {
  const { clock, ends, breaker } = setUp({ cache: true, cacheTTL: 1_000 });
  const first = breaker.fire();
  ends[0]!(true);
  expect(await first).toBe('paid');
  expect(await breaker.fire()).toBe('paid');
  expect(ends).toHaveLength(1);
  clock.advance('1s');
  void breaker.fire();
  expect(ends).toHaveLength(2);
  expect(breaker.stats).toMatchObject({ cacheHits: 1, cacheMisses: 2 });
});

it('aborts what is at work at a timeout, and begins afresh once half-open', async () => {
  const { clock, breaker } = setUp({
    timeout: 50,
    resetTimeout: 100,
    autoRenewAbortController: true,
  });
  const signal = breaker.getSignal()!;
  const call = breaker.fire().catch((error: unknown) => error);
  await clock.advanceAsync(50);
  expect(await call).toMatchObject({ code: 'ETIMEDOUT' });
  expect(signal.aborted).toBe(true);
  await clock.advanceAsync(100);
  expect(breaker.getSignal()!.aborted).toBe(false);
});

it.each<[string, object, unknown]>([
  ['no action', {}, undefined],
  ['a cache that is none', { cache: true, cacheTransport: {} }, () => 1],
  ['a controller that is none', { abortController: {} }, () => 1],
])('throws where opossum does: %s', (_, options, action) => {
  expect(() => new CircuitBreaker(action as never, options)).toThrow(TypeError);
});
