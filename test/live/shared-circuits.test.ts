import { expect, it } from 'vitest';
import { needsRedis, redisServer } from '../cli/redis.ts';
import { measured } from './on-real-services.ts';

/** Three processes in turn, each of which counts its own failures: the seventh order is the third of the first. */
const textOf = (script: string): string => `
seed: 3
duration: 5m
tick: 1s
traffic: { arrivals: closed, clients: 1, orders: 12 }
services:
  shop:
    instances: 3
    calls:
      - to: bank
        pipeline:
          - breaker:
              trip: { kind: consecutive-failures, failures: 3 }
              open: { kind: fixed, duration: 1h }
              scope: service
              sharing: { kind: store, refresh: 0s }
    ${script}
  bank: { charges: true, latency: 1ms, failureRate: 100% }`;

it('processes share a circuit on Redis: one opens it for all, and the books tell of it once', async (context) => {
  needsRedis(context);
  const redis = await redisServer();
  const { arms } = await measured(textOf(''), undefined, redis.url);
  const { totals, transitions, breakers } = arms[0]!;
  expect(transitions).toMatchObject([{ from: 'closed', to: 'open' }]);
  expect(breakers).toMatchObject([{ circuits: 1, opens: 1, blocked: 5 }]);
  expect(totals.orders).toMatchObject({ arrived: 12, failed: 7, blocked: 5 });
  expect(await redis.client.keys('*')).toEqual([]);
});

it('where the script has the store down, each process goes by what it counts itself', async (context) => {
  needsRedis(context);
  const redis = await redisServer();
  const text = textOf('script: [{ at: 0s, store: down }]');
  const { arms } = await measured(text, undefined, redis.url);
  const { orders } = arms[0]!.totals;
  expect(orders).toMatchObject({ arrived: 12, failed: 9, blocked: 3 });
});

it('a Redis that is not there is told of before anything begins', async () => {
  const nowhere = 'redis://127.0.0.1:1';
  await expect(measured(textOf(''), undefined, nowhere)).rejects.toThrow(
    `no Redis can be used at ${nowhere}`,
  );
});
