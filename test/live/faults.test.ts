import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, it, onTestFinished } from 'vitest';
import { armAsWritten } from '../../src/experiment/arms.ts';
import { liveRun } from '../../src/live/live-run.ts';
import { until } from '../cli/redis.ts';
import { blackfriday, folder, start } from '../cli/shell.ts';
import { loaded, staffingOf } from './on-real-services.ts';

const TEXT = `
duration: 10m
tick: 500ms
traffic: { arrivals: closed, clients: 3, think: 5ms }
paymentService: { latency: 1ms }
orderService: { pipeline: [timeout: 100ms] }`;

const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Processes that this one started, and that are there. */
const childrenOf = (pid: number): number[] =>
  spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
    .stdout.trim()
    .split(/\s+/)
    .filter((text) => text !== '')
    .map(Number);

/** Runs until the last of these things has been seen at the end of a tick, and does what is to be done after each. */
async function expectInTurn(
  steps: readonly {
    readonly seen: (paid: number, failed: number) => boolean;
    readonly act?: (payment: number) => void;
  }[],
) {
  const scenario = loaded(TEXT);
  const left = [...steps];
  const news: string[] = [];
  let pids: readonly number[] = [];
  const { arms } = await liveRun(
    scenario,
    [armAsWritten(scenario)],
    {
      staffing: staffingOf(TEXT),
      isInterrupted: () => left.length === 0,
      onUp: () => {},
      onLog: () => {},
      onNews: (words) => news.push(words),
      onLook: async (_atMs, _arm, workers) => {
        pids = workers.map(({ pid }) => pid);
      },
    },
    {
      onTick: (_, { orders }) => {
        if (left[0]?.seen(orders.paid, orders.failed) === true) left.shift()!.act?.(pids[1]!);
      },
    },
  );
  const { orders, calls } = arms[0]!.totals;
  expect(orders.arrived).toBe(orders.paid + orders.failed + orders.pending);
  expect(calls.started).toBe(calls.successful + calls.failed + calls.pending);
  expect(pids).toHaveLength(2);
  expect(pids.filter(isThere)).toEqual([]);
  return { news, orders };
}

const STOP = {
  seen: (paid: number) => paid > 0,
  act: (payment: number) => void process.kill(payment, 'SIGSTOP'),
};

it('a service that stands still, and goes on: its callers give up meanwhile, and the books balance', async () => {
  const { news, orders } = await expectInTurn([
    STOP,
    {
      seen: (paid, failed) => paid === 0 && failed > 0,
      act: (payment) => void process.kill(payment, 'SIGCONT'),
    },
    { seen: (paid) => paid > 0 },
  ]);
  expect(news).toEqual([]);
  expect(orders.failed).toBeGreaterThan(0);
});

it('a service that stands still to the end of the run is ended all the same', async () => {
  await expectInTurn([STOP, { seen: (paid, failed) => paid === 0 && failed > 0 }]);
});

it.each(['SIGKILL', 'SIGHUP', 'SIGTERM', 'SIGINT'] as const)(
  'whatever ends `live` ends its services: %s',
  async (signal) => {
    const live = start(['live', '-', '--quiet'], { stdin: TEXT });
    onTestFinished(() => void live.kill('SIGKILL'));
    let services: number[] = [];
    await until('the services are there', () => {
      services = childrenOf(live.pid!);
      return services.length === 2;
    });
    const gone = once(live, 'exit');
    live.kill(signal);
    await until('no service is left', () => !services.some(isThere));
    await gone;
    expect(isThere(live.pid!)).toBe(false);
  },
);

it('mistakes about where to listen are told, with exit code 2', async () => {
  const told = async (...args: string[]): Promise<string> => {
    const { code, stderr } = await blackfriday(args);
    return `${code} ${stderr.trim()}`;
  };
  expect(await told('serve', 'payment', 'classic', '--host', '192.0.2.77', '--port', '0')).toBe(
    '2 error: 192.0.2.77 is no address of this machine',
  );
  expect(await told('serve', 'payment', 'classic', '--host', 'nowhere.invalid')).toBe(
    '2 error: the host nowhere.invalid is not known',
  );
  expect(await told('live', 'classic', '--quiet', '--port', '65535')).toMatch(
    /^2 error: \w+: port 6553\d (is beyond 65535, which is the last|of 127.0.0.1 is in use)$/,
  );
});

const FIRST_FREE_PORT = '/proc/sys/net/ipv4/ip_unprivileged_port_start';
const NOBODY = 65_534;

it('a port that is for root alone is told of', async ({ skip }) => {
  const first = Number(readFileSync(FIRST_FREE_PORT, 'utf8'));
  skip(first <= 80, 'on this machine anybody may listen at port 80');
  const dir = folder();
  const file = join(dir, 'listen.mjs');
  const { outputFiles } = await build({
    stdin: {
      contents: `import { Door } from './src/live/service/door.ts';
        new Door({}, '127.0.0.1').open({ host: '127.0.0.1', port: 80 }).catch((error) => console.log(error.message));`,
      resolveDir: '.',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
  });
  writeFileSync(file, outputFiles[0]!.text);
  // Whoever is nobody shall be able to read it.
  chmodSync(dir, 0o755);
  const isRoot = process.getuid?.() === 0;
  const said = execFileSync(process.execPath, [file], {
    cwd: dir,
    encoding: 'utf8',
    timeout: 30_000,
    ...(isRoot && { uid: NOBODY, gid: NOBODY }),
  });
  expect(said).toBe('port 80 of 127.0.0.1 may not be listened at: permission denied\n');
});
