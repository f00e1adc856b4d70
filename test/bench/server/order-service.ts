import { readFileSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import Opossum from 'opossum';
import { armAsWritten } from '../../../src/experiment/arms.ts';
import { CircuitBreaker, pipeline } from '../../../src/index.ts';
import { worldOfArm } from '../../../src/live/plan.ts';
import { serveService } from '../../../src/live/serve.ts';
import { bodyOf } from '../../../src/live/service/body.ts';
import { post } from '../../../src/live/service/client.ts';
import { Door, type Routes } from '../../../src/live/service/door.ts';
import { loadScenario } from '../../../src/scenario/load.ts';
import { type Profile, sharesOf } from './cpu-share.ts';

/** An OrderService in a process of its own, which measures itself: `node order-service.ts KIND PAYMENT_PORT`. */

/** What it says. */
export interface Reading {
  readonly port?: number;
  /** Of this process since it began, in µs. */
  readonly cpuUs?: number;
  readonly shares?: Readonly<Record<string, number>>;
}

type Pay = (signal?: AbortSignal) => Promise<unknown>;

const [kind = '', paymentPort = ''] = process.argv.slice(2);
const payment = { host: '127.0.0.1', port: Number(paymentPort) };
const HERE = { host: '127.0.0.1', port: 0 };
/** How often the profiler looks, in µs. */
const SAMPLE_US = 500;

const BREAKER = {
  trip: { kind: 'failure-rate', window: { calls: 200 }, minimumCalls: 50, rate: '50%' },
  open: { kind: 'fixed', duration: '10s' },
} as const;
const RETRY = {
  calls: 4,
  backoff: { kind: 'exponential', initial: '100ms', factor: 2, jitter: 'full' },
} as const;

/** What stands between the server and the call that it makes. */
const GUARDS: Readonly<Record<string, () => (pay: Pay) => unknown>> = {
  none: () => (pay) => pay(),
  breaker: () => {
    const breaker = new CircuitBreaker(BREAKER);
    return (pay) => breaker.execute(pay);
  },
  pipeline: () => {
    const guard = pipeline([{ retry: RETRY }, { breaker: BREAKER }, { timeout: '1s' }]);
    return (pay) => guard.execute(pay);
  },
  opossum: () => {
    const breaker = new Opossum((pay: Pay) => pay(), {
      timeout: 1_000,
      errorThresholdPercentage: 50,
      volumeThreshold: 50,
      resetTimeout: 10_000,
      rollingPercentilesEnabled: false,
    });
    return (pay) => breaker.fire(pay);
  },
};

/** The server that is the same for all: it reads an order, has it paid, and answers. */
function plain(guard: (pay: Pay) => unknown): Routes {
  const way = { address: payment, path: '/payments', token: '' };
  return {
    'POST /orders': async (request) => {
      const { order } = await bodyOf(request);
      await guard((signal) => post(way, { order, call: 1, amountCents: 1_000 }, signal));
      return { status: 200, body: { outcome: 'successful', order } };
    },
  };
}

/** The OrderService that `live` and `serve` start, with the same pipeline. */
async function live(): Promise<number> {
  const text = `
duration: 1h
traffic: { arrivals: poisson, startRate: 1/s }
paymentService: { latency: 1ms }
orderService: { pipeline: [retry: ${JSON.stringify(RETRY)}, breaker: ${JSON.stringify(BREAKER)}, timeout: 1s] }`;
  const scenario = loadScenario({ name: 'bench', text }, [], () => {
    throw new Error('the bench reads no files');
  });
  const world = worldOfArm(scenario, armAsWritten(scenario));
  const others = new Map([[1, [payment]]]);
  const { address } = await serveService({
    world,
    place: 0,
    address: HERE,
    others,
    onLog: console.log,
  });
  return address.port;
}

async function served(): Promise<number> {
  if (kind === 'live') return live();
  const door = new Door(plain(GUARDS[kind]!()), HERE.host);
  return (await door.open(HERE)).port;
}

const session = new Session();
session.connect();

async function obey(order: 'read' | 'profile' | 'shares'): Promise<Reading> {
  const { user, system } = process.cpuUsage();
  if (order === 'read') return { cpuUs: user + system };
  if (order === 'profile') {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_US });
    await session.post('Profiler.start');
    return {};
  }
  const { profile } = await session.post('Profiler.stop');
  const folder = process.env.BENCH_PROFILES;
  if (folder !== undefined) {
    writeFileSync(join(folder, `${kind}.cpuprofile`), JSON.stringify(profile));
  }
  return { shares: sharesOf(profile as Profile, readFileSync(process.argv[1]!, 'utf8')) };
}

process.on('message', (order: 'read' | 'profile' | 'shares') => {
  void obey(order).then((reading) => process.send!(reading));
});
process.on('disconnect', () => process.exit());
process.send!({ port: await served() } satisfies Reading);
