import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'esbuild';
import { flood } from './server/flood.ts';
import type { Reading } from './server/order-service.ts';

/**
 * `npm run bench:server`: how many orders a second one process takes over HTTP, each with a call to a gateway
 * over HTTP, by what guards that call; and how much of its CPU time is the guard's, by V8's
 * profiler, alone and with the timers and signals that Node makes for it. The
 * contestants take turns, each figure is the median of the rounds: these machines are noisy, so the CPU time of an
 * order tells more than the orders a second.
 */

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const MEASURED_MS = Number(process.env.BENCH_MS ?? 4_000);
const WARM_UP_MS = MEASURED_MS / 2;
const CONNECTIONS = 64;

const CONTESTANTS: Readonly<Record<string, string>> = {
  none: 'no guard',
  breaker: 'blackfriday, a breaker',
  pipeline: 'blackfriday, retry, breaker and timeout',
  opossum: 'opossum, a breaker with its timeout',
  live: 'the OrderService of live, the same pipeline',
};

interface Round {
  readonly perSecond: number;
  readonly cpuUs: number;
  readonly shares: Readonly<Record<string, number>>;
}

const folder = mkdtempSync(join(tmpdir(), 'blackfriday-bench-'));
// As what ships is built: tsx gives every function its name anew each time it is made.
await build({
  entryPoints: ['order-service', 'payment'].map((name) => `test/bench/server/${name}.ts`),
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.11',
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  logLevel: 'error',
});

const started = (name: string, ...args: string[]): ChildProcess =>
  fork(join(folder, `${name}.mjs`), args, { stdio: 'inherit', execArgv: [] });

async function ask(child: ChildProcess, order?: string): Promise<Reading> {
  const answer = once(child, 'message') as Promise<[Reading]>;
  if (order !== undefined) child.send(order);
  return (await answer)[0];
}

async function ended(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.disconnect();
  await gone;
}

async function round(kind: string, paymentPort: number): Promise<Round> {
  const service = started('order-service', kind, String(paymentPort));
  const { port } = await ask(service);
  const orders = flood(port!, CONNECTIONS);
  await pause(WARM_UP_MS);
  const before = { ...(await ask(service, 'read')), paid: orders.paid, at: performance.now() };
  await pause(MEASURED_MS);
  const after = { ...(await ask(service, 'read')), paid: orders.paid, at: performance.now() };
  await ask(service, 'profile');
  await pause(MEASURED_MS);
  const { shares } = await ask(service, 'shares');
  orders.end();
  await ended(service);
  const paid = after.paid - before.paid;
  return {
    perSecond: (paid / (after.at - before.at)) * 1_000,
    cpuUs: (after.cpuUs! - before.cpuUs!) / paid,
    shares: shares!,
  };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const share = (value = 0): string => `${(value * 100).toFixed(1)} %`;

const payment = started('payment');
const { port } = await ask(payment);
const rounds: Record<string, Round[]> = {};
for (let turn = 0; turn < ROUNDS; turn++) {
  for (const kind of Object.keys(CONTESTANTS)) {
    const reading = await round(kind, port!);
    rounds[kind] = [...(rounds[kind] ?? []), reading];
  }
}
await ended(payment);
rmSync(folder, { recursive: true });

const load = loadavg()[0]!.toFixed(1);
console.log(`${cpus().length} cores, load ${load}; median of ${ROUNDS} rounds`);
console.log(
  `${'guard'.padEnd(44)} ${'orders/s'.padStart(9)} ${'CPU/order'.padStart(10)} ${'by CPU'.padStart(9)} ${'guard'.padStart(7)} ${'and Node for it'.padStart(15)} ${'garbage'.padStart(8)}`,
);
for (const [kind, name] of Object.entries(CONTESTANTS)) {
  const of = (read: (one: Round) => number): number => median(rounds[kind]!.map(read));
  const cpuUs = of((one) => one.cpuUs);
  console.log(
    [
      name.padEnd(44),
      of((one) => one.perSecond)
        .toFixed(0)
        .padStart(9),
      `${cpuUs.toFixed(0)} µs`.padStart(10),
      `${(1e6 / cpuUs).toFixed(0)}/s`.padStart(9),
      share(of(({ shares }) => shares.guard ?? 0)).padStart(7),
      share(of(({ shares }) => (shares.guard ?? 0) + (shares.forGuard ?? 0))).padStart(15),
      share(of(({ shares }) => shares.garbage ?? 0)).padStart(8),
    ].join(' '),
  );
}
