import { randomUUID } from 'node:crypto';
import type { ArmPlan } from '../experiment/arms.ts';
import type { Histogram } from '../kernel/histogram.ts';
import type { Observation } from '../model/observed/observation.ts';
import type { Scenario } from '../scenario/schema.ts';
import { Flood } from './flood.ts';
import { LoopWatch } from './loop-watch.ts';
import type { Address } from './messages.ts';
import { monotonicMs } from './monotonic.ts';
import { graphOfArm, type LivePlan } from './plan.ts';
import { hangUp } from './service/client.ts';
import { type Entry, ServiceFault, ServiceWorker } from './staff.ts';

/** From the order to begin to the first instant of the run: time for all to hear of it. */
const HEAD_START_MS = 200;
/** How long a process may take to end by itself. */
const PATIENCE_MS = 2_000;

/** How a live run is to be staffed. */
export interface Staffing {
  readonly plan: LivePlan;
  readonly entry: Entry;
  readonly host: string;
  /** Of the front service; the others get the ports after it. 0: any that are free. */
  readonly port: number;
}

/** Told what becomes known of an arm while it runs. */
export interface LiveListener {
  readonly onSeen: (observation: Observation) => void;
  /** Worth telling at once: a service that crashed, say. */
  readonly onNews: (words: string) => void;
  /** How much later than intended each order is sent, in ms. */
  readonly lateness: Histogram;
}

/** One arm on real services: a process each, and the flood. */
export class LiveArm {
  readonly flood: Flood;
  readonly workers: readonly ServiceWorker[];
  /** Where the services are. */
  readonly addresses: readonly Address[];
  private readonly loop = new LoopWatch();

  private constructor(
    flood: Flood,
    workers: readonly ServiceWorker[],
    addresses: readonly Address[],
  ) {
    this.flood = flood;
    this.addresses = addresses;
    this.workers = workers;
  }

  /** Starts every service, and then the flood. Throws ServiceFault where a service cannot begin. */
  static async start(
    scenario: Scenario,
    arm: ArmPlan,
    staffing: Staffing,
    { onSeen, onNews, lateness }: LiveListener,
  ): Promise<LiveArm> {
    const { plan, entry, host, port } = staffing;
    const { services } = graphOfArm(scenario, arm);
    const token = randomUUID();
    let nowMs = (): number => 0;
    const workers = services.map(
      ({ name }, service) =>
        new ServiceWorker(name, entry, {
          onSeen: (observations) => {
            for (const one of observations) onSeen(one);
          },
          onCrash: (how) => {
            onSeen({ what: 'crashed', service, atMs: nowMs() });
            onNews(`${name} (process ${workers[service]!.pid}) ${how}`);
          },
        }),
    );
    try {
      const addresses: Address[] = await Promise.all(
        workers.map((worker, service) => {
          const address = { host, port: port === 0 ? 0 : port + service };
          return worker.serve({ plan, arm: arm.name, service, address, token });
        }),
      );
      const flood = new Flood(
        scenario,
        { address: addresses[0]!, path: '/orders', token },
        lateness,
        onSeen,
      );
      nowMs = () => flood.nowMs;
      const atMs = monotonicMs() + HEAD_START_MS;
      for (const worker of workers) worker.begin(atMs, addresses);
      flood.begin(atMs);
      return new LiveArm(flood, workers, addresses);
    } catch (error) {
      for (const worker of workers) worker.kill();
      await Promise.all(workers.map((worker) => worker.end(0)));
      throw error instanceof ServiceFault ? error : new ServiceFault(String(error));
    }
  }

  /** Of each process that ended in order, and of the flood's: by name, in ms. */
  get loopLateMs(): Readonly<Record<string, number>> {
    const known = this.workers.flatMap(({ name, loopLateMs }) =>
      loopLateMs === undefined ? [] : [[name, loopLateMs] as const],
    );
    return { flood: this.loop.lateMs, ...Object.fromEntries(known) };
  }

  get nowMs(): number {
    return this.flood.nowMs;
  }

  /** Ends the flood and every process; all that they saw has then been told. */
  async end(): Promise<void> {
    this.flood.end();
    await Promise.all(this.workers.map((worker) => worker.end(PATIENCE_MS)));
    hangUp();
    this.loop.stop();
  }
}
