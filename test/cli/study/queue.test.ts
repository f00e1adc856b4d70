import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { VERSION } from '../../../src/kernel/version.ts';
import { shippedPlan } from '../../experiment/study/studies.ts';
import { needsRedis, type RedisServer, redisServer, until } from '../redis.ts';
import { blackfriday, type Finished, finished, folder, start } from '../shell.ts';
import { withScenario } from './chaos-shop.ts';

beforeEach(needsRedis);

const STUDY = ['compare', 'classic', '--seeds', '40', '--format', 'json'];

interface Working {
  readonly child: ChildProcess;
  readonly ended: Promise<Finished>;
}

/** A worker with one thread, gone with the test. */
function worker({ url }: Pick<RedisServer, 'url'>): Working {
  const child = start(['work', url, '--jobs', '1']);
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, ended: finished(child) };
}

/** Ends a worker as a person does: it tells so by its exit code. */
async function dismiss({ child, ended }: Working): Promise<Finished> {
  child.kill('SIGINT');
  return ended;
}

/** The queue of the one study that is run. */
async function queueAt({ client }: RedisServer): Promise<string> {
  await until('a study is announced', async () => (await client.zcard('blackfriday:studies')) > 0);
  const [queue] = await client.zrange('blackfriday:studies', 0, 0);
  return `blackfriday:${queue}`;
}

it('a study is the local one to the byte, though workers are killed and Redis restarts', async () => {
  const redis = await redisServer();
  const five = Array.from({ length: 5 }, () => worker(redis));
  await until(
    'five are at work',
    async () => (await redis.client.scard('blackfriday:workers')) === 5,
  );
  const study = blackfriday([...STUDY, '--queue', redis.url]);
  const queue = await queueAt(redis);
  // Whoever is killed has a task at hand then, which nobody else does until its hold is over.
  await until('all have a task', async () => (await redis.client.llen(`${queue}:active`)) === 5);
  for (const { child } of five.slice(0, 2)) child.kill('SIGKILL');
  await redis.restart();
  const another = worker(redis);
  const [queued, local] = await Promise.all([study, blackfriday([...STUDY, '--jobs', '1'])]);
  expect(queued).toEqual({
    ...local,
    stderr: `${redis.url} went away; it is waited for.\n${redis.url} is back.\n`,
  });
  const others = await Promise.all([...five.slice(2), another].map(dismiss));
  expect(others.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  // Of those that were killed there may be word for a while.
  const left = await redis.client.keys('*');
  expect(left.filter((key) => !key.startsWith('blackfriday:worker'))).toEqual([]);
}, 90_000);

it('a worker is dismissed while its Redis is away, and goes at once', async () => {
  const redis = await redisServer();
  const working = worker(redis);
  const study = start([...STUDY, '--queue', redis.url]);
  onTestFinished(() => void study.kill('SIGKILL'));
  await queueAt(redis);
  await until('it is at work', async () => (await redis.client.scard('blackfriday:workers')) === 1);
  await redis.kill();
  const { code, stderr } = await dismiss(working);
  expect(code).toBe(0);
  expect(stderr).toMatch(/^Working at redis:/);
});

it('a Redis that forgets all is told all again', async () => {
  const redis = await redisServer();
  const study = blackfriday([...STUDY, '--queue', redis.url]);
  const queue = await queueAt(redis);
  await until('there are tasks', async () => (await redis.client.llen(`${queue}:wait`)) > 0);
  await redis.client.flushall();
  const working = worker(redis);
  const [queued, local] = await Promise.all([study, blackfriday([...STUDY, '--jobs', '1'])]);
  expect(queued.stdout).toBe(local.stdout);
  expect((await dismiss(working)).code).toBe(0);
  expect(await redis.client.keys('*')).toEqual([]);
});

it('a study that is interrupted tells what is known, and goes on from it', async () => {
  const redis = await redisServer();
  const working = worker(redis);
  const cwd = folder();
  const many = ['compare', 'classic', '--seeds', '5000', '--format', 'json', '-o', 'some.json'];
  const child = start([...many, '--queue', redis.url], { cwd });
  const study = finished(child);
  const queue = await queueAt(redis);
  // So many are given only when answers came.
  await until('answers came', async () => (await redis.client.exists(`${queue}:task-8`)) === 1);
  child.kill('SIGINT');
  const { code, stderr } = await study;
  expect(code).toBe(130);
  expect(stderr).toMatch(/Interrupted: the study is partial, it knows [1-9]\d* replications/);
  await until('the queue is gone', async () => (await redis.client.keys(`${queue}*`)).length === 0);
  const { findings } = JSON.parse(readFileSync(join(cwd, 'some.json'), 'utf8'));
  const [{ from, count }] = findings[0].seeds;
  const seeds = `${from}..${from + count + 10}`;
  const more = ['compare', 'classic', '--seeds', seeds, '--format', 'json'];
  const resumed = await blackfriday([...more, '--resume', 'some.json', '--queue', redis.url], {
    cwd,
  });
  expect(resumed.code).toBe(0);
  expect(resumed.stdout).toBe((await blackfriday([...more, '--jobs', '1'])).stdout);
  const { stderr: told } = await dismiss(working);
  expect(told).toMatch(/^Working at redis:.*: 1 thread, version .*\. Ctrl-C ends\.$/m);
  expect(told).toMatch(/^classic\.yaml: \d+ tasks, \d+ replications done here\.$/m);
});

it.each([
  ['sweep', 'sweep small.yaml --vary orderService.workers=5,50 --seeds 3 --format json'],
  [
    'tune',
    'tune small.yaml --vary orderService.pipeline.breaker.open.duration=1s,20s --max-seeds 5 --confirm 3 --format json',
  ],
  ['chaos', 'chaos small.yaml --incidents 6 --no-shrink --format json'],
  ['--until', 'compare classic --until 50% --max-seeds 60 --format json'],
])('%s is the same at a queue', async (_, text) => {
  const redis = await redisServer();
  const working = worker(redis);
  const cwd = withScenario();
  const args = text.split(' ');
  const [queued, local] = await Promise.all(
    [
      ['--queue', redis.url],
      ['--jobs', '1'],
    ].map((by) => blackfriday([...args, ...by], { cwd })),
  );
  expect(local!.stdout).not.toBe('');
  expect(queued).toEqual(local);
  await dismiss(working);
  expect(await redis.client.keys('*')).toEqual([]);
});

describe('versions', () => {
  const OTHER = '9.9.9';

  it('a worker leaves a study of another version alone, and says so', async () => {
    const redis = await redisServer();
    const plan = JSON.stringify(shippedPlan('classic', { version: OTHER }));
    await redis.client.set('blackfriday:plan:other', plan, 'PX', 60_000);
    await redis.client.zadd('blackfriday:studies', 1, 'other');
    const working = worker(redis);
    let told = '';
    working.child.stderr?.on('data', (text: string) => {
      told += text;
    });
    await until('it says so', () => told.includes('classic.yaml'));
    expect(told).toContain(
      `classic.yaml is studied by version ${OTHER}, and this is ${VERSION}, which may calculate otherwise: it is left to workers of that version.\n`,
    );
    await dismiss(working);
  });

  it('a study says that all workers are of another version, or that there are none', async () => {
    const redis = await redisServer();
    const stranger = JSON.stringify({ jobs: 4, version: OTHER });
    const said = async (): Promise<string> => {
      const child = start([...STUDY, '--queue', redis.url]);
      const study = finished(child);
      let told = '';
      child.stderr?.on('data', (text: string) => {
        told += text;
      });
      await until('it says so', () => told.includes(redis.url));
      child.kill('SIGINT');
      expect((await study).code).toBe(130);
      return told;
    };
    const invitation = `"blackfriday work ${redis.url}" starts one, on any machine.\n`;
    expect(await said()).toContain(`No worker is at ${redis.url}: ${invitation}`);
    await redis.client.set('blackfriday:worker:stranger', stranger, 'PX', 60_000);
    await redis.client.sadd('blackfriday:workers', 'stranger');
    expect(await said()).toContain(
      `The workers at ${redis.url} are of version ${OTHER}, and this is ${VERSION}: they leave the study alone, and ${invitation}`,
    );
  });
});
