import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import Opossum from 'opossum';
import { expect, it, vi } from 'vitest';
import { CircuitBreaker, type Status } from '../../../src/adapters/opossum.ts';
import { virtualClock } from '../../../src/index.ts';
import { differencesAt } from '../../../src/scenario/import/differences.ts';

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

it('every difference that the table names has a test here', () => {
  const named = differencesAt('opossum').map(([name]) => name);
  const tests = readFileSync(new URL(import.meta.url), 'utf8');
  expect(named.filter((name) => !tests.includes(`it('${name}: `))).toEqual([]);
});

/** The differences that the table names: ours is so on purpose. */
it('failures without a start: 1 of 0 is no rate', async () => {
  const { clock, ends, breaker } = setUp({ rollingCountTimeout: 1_000 });
  const call = breaker.fire();
  clock.advance('2s');
  ends[0]!(false);
  await expect(call).rejects.toThrow('down');
  expect(breaker.closed).toBe(true);
});

it('a listener that throws: breaks no call', async () => {
  const { ends, breaker } = setUp();
  breaker.on('fire', () => {
    throw new Error('not our affair');
  });
  const call = breaker.fire();
  ends[0]!(true);
  expect(await call).toBe('paid');
});

it('an action that answers nothing at once: has succeeded', async () => {
  const breaker = new CircuitBreaker(() => undefined);
  expect(await breaker.fire()).toBe(undefined);
  expect(breaker.stats.successes).toBe(1);
});

it('no EventEmitter of Node: but its methods', () => {
  const { breaker } = setUp();
  expect(
    [new Opossum(() => Promise.resolve(1)), breaker].map((one) => one instanceof EventEmitter),
  ).toEqual([true, false]);
  const methods = ['on', 'once', 'off', 'addListener', 'removeListener', 'listenerCount'] as const;
  for (const method of methods) expect(breaker[method]).toBeTypeOf('function');
});

it('status from before: the options hold, and only a closed circuit judges by it', async () => {
  const rollingCountTimeout = 1_000;
  const status = { fires: 2, failures: 2 };
  const { clock, ends, breaker } = setUp({ rollingCountTimeout, status });
  clock.advance('1s');
  expect(breaker.stats.fires).toBe(0);
  const theirs = new Opossum(() => Promise.resolve(1), { rollingCountTimeout, status } as object);
  expect(theirs.status.window).toHaveLength(10);
  const open = setUp({
    status: { fires: 9, failures: 9 },
    state: { closed: false, halfOpen: true },
  });
  const probe = open.breaker.fire();
  open.ends[0]!(true);
  await probe;
  const next = open.breaker.fire().catch(() => {});
  open.ends[1]!(false);
  await next;
  expect([open.breaker.stats.failures, open.breaker.closed]).toEqual([10, true]);
  expect(ends).toEqual([]);
});

it('lastTimerAt: is when it opened', () => {
  const { clock, breaker } = setUp();
  clock.advance(70);
  breaker.open();
  expect(breaker.toJSON().state.lastTimerAt).toBe(70);
});

it('buckets that somebody turns: turn by the clock', () => {
  const { clock, breaker } = setUp({ rotateBucketController: {}, status: { fires: 1 } });
  clock.advance('10s');
  expect(breaker.stats.fires).toBe(0);
});

it('goes on where another left off', async () => {
  const { clock, breaker } = setUp({ allowWarmUp: true });
  breaker.disable();
  breaker.open();
  const { state, status } = JSON.parse(JSON.stringify(breaker)) as ReturnType<
    CircuitBreaker['toJSON']
  >;
  clock.advance(50);
  const again = new CircuitBreaker(() => 1, { state, status }, { clock });
  expect(again).toMatchObject({ opened: true, enabled: false, warmUp: true });
  clock.advance('30s');
  expect(again.halfOpen).toBe(true);
  const over = new CircuitBreaker(() => 1, { state: { ...state, shutdown: true } }, { clock });
  await expect(over.fire()).rejects.toMatchObject({ code: 'ESHUTDOWN' });
});

it.each([true, false])('tells snapshots once a bucket, as opossum does: %s', (enableSnapshots) => {
  vi.useFakeTimers({
    now: 0,
    toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  });
  const options = { rollingCountTimeout: 1_000, enableSnapshots };
  const told: number[][] = [
    new CircuitBreaker(() => 1, options),
    new Opossum(() => Promise.resolve(1), options),
  ].map(({ status }) => {
    const instants: number[] = [];
    (status as Status).on('snapshot', ({ fires }) => instants.push(Date.now() + fires));
    return instants;
  });
  vi.advanceTimersByTime(350);
  vi.useRealTimers();
  const expected = enableSnapshots ? [100, 200, 300] : [];
  expect(told).toEqual([expected, expected]);
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
