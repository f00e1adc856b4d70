import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { needsRedis, redisServer, until } from '../../cli/redis.ts';
import { Fleet } from './fleet.ts';
import { Gateway } from './gateway.ts';
import { breachesIn, historyOf } from './history.ts';

const MEMBERS = 5;
const KEY = 'payment';
const LEASE_MS = 1_500;

beforeEach(needsRedis);

/** A few OrderServices whose circuit is open, and the first who probes; it waits for its answer. */
async function probing() {
  const redis = await redisServer();
  const gateway = new Gateway();
  const fleet = await Fleet.start(MEMBERS, {
    redis: redis.url,
    key: KEY,
    gatewayPort: await gateway.open(),
    openMs: 500,
    leaseMs: LEASE_MS,
    refreshMs: 100,
    pauseMs: 20,
  });
  onTestFinished(async () => {
    await gateway.close();
    await fleet.end();
  });
  await until('all are served', fleet.more('paid'));
  gateway.answer = () => 'ill';
  await until('all are turned away', fleet.more('blocked', 3));
  gateway.answer = () => 'held';
  await until('somebody probes', () => gateway.held.length > 0);
  const history = () => historyOf(redis.dir, KEY);
  return { gateway, fleet, history, prober: gateway.held[0]!.member };
}

it('who probes is killed: its lease runs out, and another probes', async () => {
  const { gateway, fleet, history, prober } = await probing();
  fleet.signal(prober, 'SIGKILL');
  await until('another probes', () => gateway.held.length > 1);
  expect(gateway.held[1]!.member).not.toBe(prober);
  gateway.answer = () => 'well';
  while (gateway.held.length > 0) gateway.letGo('well');
  await until('all others are served', fleet.more('paid', 3, 1));
  expect(breachesIn(history(), LEASE_MS)).toEqual([]);
});

it('who probes stands still: another probes, and what the first finds afterwards changes nothing', async () => {
  const { gateway, fleet, history, prober } = await probing();
  fleet.signal(prober, 'SIGSTOP');
  await until('another probes', () => gateway.held.length > 1);
  gateway.answer = () => 'well';
  gateway.letGo('ill');
  while (gateway.held.length > 0) gateway.letGo('well');
  await until('all others are served', fleet.more('paid', 3, 1));
  const closed = history().length;
  fleet.signal(prober, 'SIGCONT');
  await until('it is served, too', fleet.more('paid', 3));
  expect(history().slice(closed)).toEqual([]);
  expect(breachesIn(history(), LEASE_MS)).toEqual([]);
});
