import { Redis } from 'ioredis';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import {
  redisStore,
  SharedCircuitBreaker,
  type SharedStateSettings,
  sharedState,
} from '../../../../src/index.ts';
import { needsRedis, redisServer, until } from '../../../cli/redis.ts';

const MEMBERS = 40;
/** Nothing is asked of a loaded machine but that it answers at all. */
const PATIENCE_MS = 20_000;
const REFRESH_MS = 50;

beforeEach(needsRedis);

/** A service that fails, holds its calls, or serves. */
function service() {
  const state = { is: 'well' as 'well' | 'ill' | 'slow', calls: 0, atOnce: 0, most: 0 };
  const held: (() => void)[] = [];
  return {
    state,
    held,
    async call(): Promise<string> {
      state.calls++;
      state.atOnce++;
      state.most = Math.max(state.most, state.atOnce);
      if (state.is === 'slow') await new Promise<void>((resolve) => held.push(resolve));
      state.atOnce--;
      if (state.is === 'ill') throw new Error('ill');
      return 'paid';
    },
  };
}

/** A client of ioredis that does not outlive the test. */
function clientOf(url: string): Redis {
  const client = new Redis(url, { maxRetriesPerRequest: 1, retryStrategy: () => 25 });
  client.on('error', () => {});
  onTestFinished(() => client.disconnect());
  return client;
}

function breakersOf(url: string, openMs: number, shared: Partial<SharedStateSettings> = {}) {
  const clients = Array.from({ length: 4 }, () => clientOf(url));
  return Array.from(
    { length: MEMBERS },
    (_, place) =>
      new SharedCircuitBreaker(
        {
          trip: { kind: 'consecutive-failures', failures: 3 },
          open: { duration: openMs, kind: 'fixed' },
        },
        {
          shared: sharedState({
            store: redisStore(clients[place % clients.length]!),
            key: 'payment',
            refresh: REFRESH_MS,
            patience: PATIENCE_MS,
            ...shared,
          }),
        },
      ),
  );
}

type Counted = Record<'paid' | 'ill' | 'blocked', number>;

async function callOnce(breaker: SharedCircuitBreaker, call: () => Promise<string>) {
  try {
    return (await breaker.execute(call)) as 'paid';
  } catch (error) {
    return (error as Error).name === 'CircuitOpenError' ? 'blocked' : 'ill';
  }
}

/** Everybody calls over and over until `stop`; what came of the calls of each. */
function everybodyCalls(
  breakers: readonly SharedCircuitBreaker[],
  call: () => Promise<string>,
): { counts: readonly Counted[]; stop: () => Promise<void> } {
  const all = new AbortController();
  const counts = breakers.map(() => ({ paid: 0, ill: 0, blocked: 0 }));
  const loops = breakers.map(async (breaker, place) => {
    while (!all.signal.aborted) {
      counts[place]![await callOnce(breaker, call)]++;
      // Let the others have their turn, and the sockets theirs.
      await new Promise(setImmediate);
    }
  });
  const stop = async (): Promise<void> => {
    all.abort();
    await Promise.all(loops);
  };
  onTestFinished(() => all.abort());
  return { counts, stop };
}

/** Whether all but so many have got more of it since. */
function more(counts: readonly Counted[], what: keyof Counted, times = 1, but = 0): () => boolean {
  const before = counts.map((count) => count[what]);
  return () =>
    counts.filter((count, place) => count[what] >= before[place]! + times).length >=
    counts.length - but;
}

it('forty open once for all, and are probed by one at a time', async () => {
  const { url, client } = await redisServer();
  const gateway = service();
  const breakers = breakersOf(url, 300);
  const openings = breakers.map(() => 0);
  breakers.forEach((breaker, place) => {
    breaker.on('stateChange', ({ from }) => {
      if (from === 'closed') openings[place]!++;
    });
  });
  const { counts, stop } = everybodyCalls(breakers, () => gateway.call());
  await until('all are served', more(counts, 'paid'));

  gateway.state.is = 'ill';
  await until('all are blocked', more(counts, 'blocked', 3));
  gateway.state.is = 'slow';
  await until('somebody probes', () => gateway.held.length > 0);
  await until('the others are turned away all the while', more(counts, 'blocked', 5, 1));
  expect(gateway.held).toHaveLength(1);
  expect(JSON.parse((await client.get('payment'))!)).toMatchObject({ state: 'half-open' });

  gateway.state.is = 'well';
  gateway.held[0]!();
  await until('all are served again', more(counts, 'paid'));
  await stop();
  expect(openings).toEqual(breakers.map(() => 1));
});

it('Redis is killed in the midst: no call is lost, no circuit is stuck', async () => {
  const redis = await redisServer();
  const gateway = service();
  const breakers = breakersOf(redis.url, 300);
  const { counts, stop } = everybodyCalls(breakers, () => gateway.call());
  await until('all are served', more(counts, 'paid'));
  await redis.kill();
  await until('all are served without it', more(counts, 'paid', 5));
  expect(counts.filter(({ ill, blocked }) => ill + blocked > 0)).toEqual([]);

  gateway.state.is = 'ill';
  await until('each blocks by what it counted', more(counts, 'blocked', 3));
  gateway.state.is = 'well';
  await until('each finds by itself that all is well', more(counts, 'paid', 3));

  await redis.restart();
  await until('all are served', more(counts, 'paid', 3));
  gateway.state.is = 'ill';
  await until('all block', more(counts, 'blocked', 3));
  await until('it is shared again', async () => {
    const record = await redis.client.get('payment');
    return record !== null && JSON.parse(record).state !== 'closed';
  });
  gateway.state.is = 'well';
  await until('all are served again', more(counts, 'paid', 3));
  await stop();
  const settled = counts.reduce((sum, { paid, ill }) => sum + paid + ill, 0);
  expect(settled).toBe(gateway.state.calls);
  expect(breakers.map(({ state }) => state)).toEqual(breakers.map(() => 'closed'));
});

it('speaks to any client that sends a command as ioredis does, or as redis does', async () => {
  const { client } = await redisServer();
  const stores = [
    redisStore({ call: (command, ...args) => client.call(command, ...args) }),
    redisStore({ sendCommand: ([command, ...args]) => client.call(command!, ...args) }),
  ];
  for (const [place, store] of stores.entries()) {
    const key = `circuit ${place}`;
    expect(await store.read(key)).toEqual({ value: null, nowMs: expect.any(Number) });
    expect(await store.swap(key, 'a', 'b', 60_000)).toMatchObject({
      value: null,
      isSwapped: false,
    });
    expect(await store.swap(key, null, '', 60_000)).toMatchObject({ value: '', isSwapped: true });
    expect(await store.swap(key, null, 'c', 60_000)).toMatchObject({ value: '', isSwapped: false });
    expect(await store.swap(key, '', 'c', 60_000)).toMatchObject({ value: 'c', isSwapped: true });
    expect(await client.pttl(key)).toBeGreaterThan(0);
    const [one, other] = await Promise.all([
      store.swap(key, 'c', 'x', 60_000),
      store.swap(key, 'c', 'y', 60_000),
    ]);
    expect([one.isSwapped, other.isSwapped]).toEqual([true, false]);
    expect(other.value).toBe('x');
    expect(other.nowMs).toBeGreaterThanOrEqual(one.nowMs);
  }
});
