import { expect, it } from 'vitest';
import { needsRedis, redisServer } from '../cli/redis.ts';
import { measured } from './on-real-services.ts';

/** Six processes in turn, each of which counts its own failures: alone they would make thirty before all are open. */
const textOf = (script: string): string => `
seed: 3
duration: 5m
tick: 1s
traffic: { arrivals: closed, clients: 1, orders: 40, think: 20ms }
services:
  shop:
    instances: 6
    calls:
      - to: bank
        pipeline:
          - breaker:
              trip: { kind: consecutive-failures, failures: 5 }
              open: { kind: fixed, duration: 1h }
              scope: service
              sharing: { kind: store, refresh: 0s }
    ${script}
  bank: { charges: true, latency: 1ms, failureRate: 100% }`;

it('processes share a circuit on Redis: one opens it for all, and the books tell of it once', async (context) => {
  needsRedis(context);
  const redis = await redisServer();
  const { arms } = await measured(textOf(''), { redis: redis.url });
  const { totals, transitions, breakers } = arms[0]!;
  expect(transitions).toMatchObject([{ from: 'closed', to: 'open' }]);
  expect(breakers).toMatchObject([{ circuits: 1, opens: 1, blocked: totals.orders.blocked }]);
  expect(totals.orders.failed).toBeGreaterThanOrEqual(25);
  expect(totals.orders.failed).toBeLessThan(30);
  expect(totals.orders.failed + totals.orders.blocked).toBe(40);
  expect(await redis.client.keys('*')).toEqual([]);
});

it('where the script has the store down, each process goes by what it counts itself', async (context) => {
  needsRedis(context);
  const redis = await redisServer();
  const text = textOf('script: [{ at: 0s, store: down }]');
  const { arms } = await measured(text, { redis: redis.url });
  const { orders } = arms[0]!.totals;
  expect(orders).toMatchObject({ arrived: 40, failed: 30, blocked: 10 });
});

it('a Redis that is not there is told of before anything begins', async () => {
  const nowhere = 'redis://127.0.0.1:1';
  await expect(measured(textOf(''), { redis: nowhere })).rejects.toThrow(
    `no Redis can be used at ${nowhere}`,
  );
});
