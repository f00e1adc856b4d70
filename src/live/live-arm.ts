import { randomUUID } from 'node:crypto';
import type { ArmPlan } from '../experiment/arms.ts';
import type { Histogram } from '../kernel/histogram.ts';
import type { Observation } from '../model/observed/observation.ts';
import type { Graph } from '../model/topology/graph.ts';
import type { Scenario } from '../scenario/schema.ts';
import { Flood } from './flood.ts';
import { LoopWatch } from './loop-watch.ts';
import type { Address } from './messages.ts';
import { monotonicMs } from './monotonic.ts';
import { graphOfArm, type LivePlan } from './plan.ts';
import { type ScriptedCrash, scriptedCrashes } from './scripted-crashes.ts';
import { hangUp } from './service/client.ts';
import { type Entry, ServiceFault, ServiceWorker } from './staff.ts';

/** From the order to begin to the first instant of the run: time for all to hear of it. */
const HEAD_START_MS = 200;
/** How long a process may take to end by itself. */
const PATIENCE_MS = 2_000;
/** How long before it is wanted again a process is started: it takes a while to be awake. */
const WAKING_MS = 1_500;

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
  /** By the place of the service in the graph. */
  readonly workers: ServiceWorker[];
  /** Where the services are. */
  addresses: readonly Address[] = [];
  private readonly loop = new LoopWatch();
  private readonly arm: ArmPlan;
  private readonly graph: Graph;
  private readonly staffing: Staffing;
  private readonly listener: LiveListener;
  private readonly token = randomUUID();
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly crashing = new Set<ServiceWorker>();
  private readonly gone: ServiceWorker[] = [];
  private flood: Flood | undefined;
  private beganAtMs = 0;

  private constructor(
    scenario: Scenario,
    arm: ArmPlan,
    staffing: Staffing,
    listener: LiveListener,
  ) {
    this.arm = arm;
    this.graph = graphOfArm(scenario, arm);
    this.staffing = staffing;
    this.listener = listener;
    this.workers = this.graph.services.map((_, service) => this.hire(service));
  }

  /** Starts every service, and then the flood. Throws ServiceFault where a service cannot begin. */
  static async start(
    scenario: Scenario,
    arm: ArmPlan,
    staffing: Staffing,
    listener: LiveListener,
  ): Promise<LiveArm> {
    const live = new LiveArm(scenario, arm, staffing, listener);
    try {
      await live.begin(scenario);
      return live;
    } catch (error) {
      for (const worker of live.workers) worker.kill();
      await live.end();
      throw error instanceof ServiceFault ? error : new ServiceFault(String(error));
    }
  }

  get nowMs(): number {
    return this.flood?.nowMs ?? 0;
  }

  /** Of each process that ended in order, and of the flood's: by name, in ms. */
  get loopLateMs(): Readonly<Record<string, number>> {
    const known = this.workers.flatMap(({ name, loopLateMs }) =>
      loopLateMs === undefined ? [] : [[name, loopLateMs] as const],
    );
    return { flood: this.loop.lateMs, ...Object.fromEntries(known) };
  }

  /** Ends the flood and every process; all that they saw has then been told. */
  async end(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    this.flood?.end();
    const all = [...this.workers, ...this.gone];
    await Promise.all(all.map((worker) => worker.end(PATIENCE_MS)));
    hangUp();
    this.loop.stop();
  }

  private async begin(scenario: Scenario): Promise<void> {
    const { host, port } = this.staffing;
    const { onSeen, lateness } = this.listener;
    this.addresses = await Promise.all(
      this.workers.map((worker, service) =>
        this.serve(worker, service, { host, port: port === 0 ? 0 : port + service }),
      ),
    );
    const front = { address: this.addresses[0]!, path: '/orders', token: this.token };
    this.flood = new Flood(scenario, front, lateness, onSeen);
    this.beganAtMs = monotonicMs() + HEAD_START_MS;
    for (const worker of this.workers) worker.begin(this.beganAtMs, this.addresses);
    this.flood.begin(this.beganAtMs);
    for (const crash of scriptedCrashes(this.graph)) {
      if (crash.atMs < scenario.duration) this.schedule(crash, scenario.duration);
    }
  }

  private schedule({ service, atMs, backAtMs }: ScriptedCrash, durationMs: number): void {
    this.at(atMs, () => {
      const worker = this.workers[service]!;
      this.crashing.add(worker);
      worker.kill();
    });
    if (backAtMs >= durationMs) return;
    this.at(Math.max(atMs, backAtMs - WAKING_MS) + 1, () => {
      this.gone.push(this.workers[service]!);
      this.workers[service] = this.hire(service);
    });
    this.at(Math.max(atMs + 2, backAtMs), () => void this.comeBack(service));
  }

  /** As the process before it, at the same place. */
  private async comeBack(service: number): Promise<void> {
    const worker = this.workers[service]!;
    try {
      await this.serve(worker, service, this.addresses[service]!);
      worker.begin(this.beganAtMs, this.addresses);
      this.listener.onNews(`${worker.name} is there again (process ${worker.pid})`);
    } catch (error) {
      this.listener.onNews(`${worker.name} does not come back: ${(error as Error).message}`);
    }
  }

  private serve(worker: ServiceWorker, service: number, address: Address): Promise<Address> {
    const { plan } = this.staffing;
    return worker.serve({ plan, arm: this.arm.name, service, address, token: this.token });
  }

  private hire(service: number): ServiceWorker {
    const { name } = this.graph.services[service]!;
    const { onSeen, onNews } = this.listener;
    const worker: ServiceWorker = new ServiceWorker(name, this.staffing.entry, {
      onSeen: (observations) => {
        for (const one of observations) onSeen(one);
      },
      onCrash: (how) => {
        onSeen({ what: 'crashed', service, atMs: this.nowMs });
        const why = this.crashing.has(worker) ? ', as the script has it' : '';
        onNews(`${name} (process ${worker.pid}) ${how}${why}`);
      },
    });
    return worker;
  }

  private at(atMs: number, act: () => void): void {
    this.timers.push(setTimeout(act, this.beganAtMs + atMs - monotonicMs()));
  }
}
