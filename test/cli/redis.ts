import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { onTestFinished, type TestContext } from 'vitest';
import { folder } from './shell.ts';

export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** Before each test at a queue: where there is no Redis, it is skipped, and told of by `redis-setup.ts`. */
export function needsRedis({ skip }: TestContext): void {
  skip(!hasRedis, 'there is no redis-server');
}

/** A Redis of the test's own, with its append-only file. */
export interface RedisServer {
  readonly url: string;
  readonly client: Redis;
  /** Where its append-only file is. */
  readonly dir: string;
  /** Ends it as an operator does, and starts it again at the same place. */
  restart(): Promise<void>;
  /** Ends it as a power failure does; `restart` starts it again. */
  kill(): Promise<void>;
}

/** How long a slow machine may take. */
const PATIENCE_MS = 30_000;
const LOOK_MS = 25;

/** One that is gone with the test. */
export async function redisServer(): Promise<RedisServer> {
  const server = await startRedis(folder());
  onTestFinished(() => server.stop());
  return server;
}

/** One that keeps its file in `dir`, until it is stopped. */
export async function startRedis(dir: string): Promise<RedisServer & { stop(): Promise<void> }> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let server = await started(dir, port);
  const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => LOOK_MS });
  client.on('error', () => {});
  return {
    url,
    client,
    dir,
    async restart() {
      await stopped(server);
      server = await started(dir, port);
    },
    kill: () => stopped(server, 'SIGKILL'),
    async stop() {
      client.disconnect();
      await stopped(server);
    },
  };
}

/** Looks until it is true. Fails where it does not become so. */
export async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`it did not come to this: ${what}`);
    await setTimeout(LOOK_MS);
  }
}

/** A port of this machine that nobody listens at. */
export async function freePort(): Promise<number> {
  const socket = createServer().listen(0, '127.0.0.1');
  await once(socket, 'listening');
  const address = socket.address();
  socket.close();
  await once(socket, 'close');
  if (address === null || typeof address === 'string') throw new Error('there is no port');
  return address.port;
}

async function started(dir: string, port: number): Promise<ChildProcess> {
  const args = { port: String(port), bind: '127.0.0.1', dir, appendonly: 'yes', save: '' };
  const server = spawn(
    'redis-server',
    Object.entries(args).flatMap(([name, value]) => [`--${name}`, value]),
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  let said = '';
  server.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  await until('Redis is ready', () => said.includes('Ready to accept connections'));
  return server;
}

async function stopped(server: ChildProcess, signal?: 'SIGKILL'): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  server.kill(signal);
  await gone;
}
