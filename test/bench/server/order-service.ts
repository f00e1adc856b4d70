import { readFileSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import Opossum from 'opossum';
import { CircuitBreaker, pipeline } from '../../../src/index.ts';
import { monotonicMs } from '../../../src/live/monotonic.ts';
import { bodyOf } from '../../../src/live/service/body.ts';
import { post } from '../../../src/live/service/client.ts';
import { Door, type Routes } from '../../../src/live/service/door.ts';
import { RealTime } from '../../../src/live/service/real-time.ts';
import { routesOf, staffed } from '../../../src/live/service/staffed-service.ts';
import { graphOf } from '../../../src/model/topology/graph-of.ts';
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

/** The OrderService of `live` and `serve`, with the same pipeline. */
function live(): Routes {
  const text = `
duration: 1h
traffic: { arrivals: poisson, startRate: 1/s }
paymentService: { latency: 1ms }
orderService: { pipeline: [retry: ${JSON.stringify(RETRY)}, breaker: ${JSON.stringify(BREAKER)}, timeout: 1s] }`;
  const scenario = loadScenario({ name: 'bench', text }, [], () => {
    throw new Error('the bench reads no files');
  });
  const time = new RealTime();
  time.begin(monotonicMs());
  const made = staffed({
    seed: 1,
    graph: graphOf(scenario),
    place: 0,
    time,
    see: () => {},
    token: '',
    addressOf: () => payment,
  });
  return routesOf(made.service, true, '');
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
const door = new Door(kind === 'live' ? live() : plain(GUARDS[kind]!()), HERE.host);
process.send!({ port: (await door.open(HERE)).port } satisfies Reading);
