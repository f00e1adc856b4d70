import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasRedis, needsRedis, startRedis, until } from '../../cli/redis.ts';
import { Fleet } from './fleet.ts';
import { Gateway } from './gateway.ts';
import { breachesIn, historyOf } from './history.ts';

const MEMBERS = 40;
const KEY = 'payment';
const REFRESH_MS = 500;
const PAUSE_MS = 100;
const OPEN_MS = 2_000;
/** Longer than any machine takes to tell the others that somebody probes. */
const LEASE_MS = 600_000;
/** Forty processes take a while on a loaded machine. */
const HOOK_MS = 60_000;
/** What can be called within `refresh`, order after order; a timer may go off a little early. */
const MOST_ON_ONE_LOOK = Math.ceil(REFRESH_MS / (PAUSE_MS - 1)) + 1;

const gateway = new Gateway();
let redis: Awaited<ReturnType<typeof startRedis>>;
let fleet: Fleet;
let dir: string;

beforeAll(async () => {
  if (!hasRedis) return;
  dir = mkdtempSync(join(tmpdir(), 'blackfriday-forty-'));
  redis = await startRedis(dir);
  fleet = await Fleet.start(MEMBERS, {
    redis: redis.url,
    key: KEY,
    gatewayPort: await gateway.open(),
    openMs: OPEN_MS,
    leaseMs: LEASE_MS,
    refreshMs: REFRESH_MS,
    pauseMs: PAUSE_MS,
  });
}, HOOK_MS);
afterAll(async () => {
  if (!hasRedis) return;
  await redis.stop();
  // Who still waits for the gateway hears that it is gone.
  await gateway.close();
  await fleet.end();
  rmSync(dir, { recursive: true, force: true });
}, HOOK_MS);
beforeEach(needsRedis);

/** The record as it stands. */
async function stateInRedis(): Promise<string> {
  const record = await redis.client.get(KEY);
  return record === null ? 'nothing' : (JSON.parse(record) as { state: string }).state;
}

const held = (): boolean => gateway.held.length > 0;

/** Probes wait for their answer, and everybody else is served. */
const holdProbes = async () =>
  (await stateInRedis()) === 'half-open' ? ('held' as const) : ('well' as const);

describe('forty OrderServices, a process each, share one circuit in Redis', {
  timeout: 300_000,
}, () => {
  it('are forty', async () => {
    await until('all are served', fleet.more('paid'));
    expect(new Set(fleet.members.map(({ pid }) => pid)).size).toBe(MEMBERS);
  });

  it('one of them finds the gateway ill: it opens for all, once, and is probed by one at a time', async () => {
    const before = fleet.members.map(({ changes }) => changes.length);
    const failedBefore = fleet.total('failed');
    let failures = 0;
    gateway.answer = (member) => (member === 7 && ++failures <= 3 ? 'ill' : holdProbes());

    for (const verdict of ['ill', 'ill', 'well'] as const) {
      await until('somebody probes', held);
      await until('all others are turned away meanwhile', fleet.more('blocked', 5, 1));
      expect(gateway.held).toHaveLength(1);
      gateway.letGo(verdict);
    }
    await until('all are served again', fleet.more('paid', 2));

    const heard = fleet.members.map(({ changes }, place) => changes.slice(before[place]));
    // Nobody but the seventh and two who probed has seen a failure: the others know it from Redis.
    expect(fleet.total('failed') - failedBefore).toBe(5);
    expect(heard.filter(([first]) => first?.reason !== '3 consecutive failures')).toEqual([]);
    expect(
      heard.map((changes) => changes.filter(({ change }) => change.startsWith('closed'))),
    ).toEqual(heard.map(([first]) => [first]));
    expect(gateway.mostHeld).toBe(1);
    const history = historyOf(redis.dir, KEY);
    expect(breachesIn(history, LEASE_MS)).toEqual([]);
    expect(history.map(({ state }) => state).join(' ')).toBe(
      'open half-open open half-open open half-open closed',
    );
  });

  it('each knows of it within `refresh`: no more calls on one look than fit into that', () => {
    for (const { mostSinceLook } of fleet.members) {
      expect(mostSinceLook).toBeLessThanOrEqual(MOST_ON_ONE_LOOK);
    }
  });

  it.each([
    ['closed', 'with what it knew'],
    ['open', 'with what it knew'],
    ['open', 'empty'],
    ['half-open', 'empty'],
  ] as const)(
    'Redis is killed while the circuit is %s, and comes back %s: no order is lost, no circuit stuck',
    async (state, back) => {
      gateway.answer = () => 'well';
      await until('all are served', fleet.more('paid'));
      if (state !== 'closed') {
        gateway.answer = () => 'ill';
        await until('all are turned away', fleet.more('blocked', 3));
      }
      if (state === 'half-open') {
        gateway.answer = holdProbes;
        await until('somebody probes', held);
      }
      const turnedAway = fleet.total('failed', 'blocked');
      await redis.kill();
      gateway.answer = () => 'well';
      if (held()) gateway.letGo('well');
      await until('all are served without it', fleet.more('paid', 5));
      if (state === 'closed') expect(fleet.total('failed', 'blocked')).toBe(turnedAway);

      if (back === 'empty') rmSync(join(dir, 'appendonlydir'), { recursive: true });
      await redis.restart();
      await until('all are served', fleet.more('paid', 5));
      gateway.answer = () => 'ill';
      await until('all are turned away', fleet.more('blocked', 3));
      await until('it is shared again', async () => !/closed|nothing/.test(await stateInRedis()));
      gateway.answer = () => 'well';
      await until('all are served again', fleet.more('paid', 3));
      expect(breachesIn(historyOf(dir, KEY), LEASE_MS)).toEqual([]);
    },
  );

  it('every order had its end, and every call that the gateway heard is in the books of who made it', async () => {
    await fleet.end();
    const { members } = fleet;
    expect(members.map(({ counts }) => counts.paid + counts.failed + counts.blocked)).toEqual(
      members.map(({ orders }) => orders),
    );
    expect(members.map(({ counts }) => counts.paid + counts.failed)).toEqual(
      members.map((_, member) => gateway.calls.get(member)),
    );
  });
});
