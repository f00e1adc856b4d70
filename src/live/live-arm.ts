import { randomUUID } from 'node:crypto';
import type { ArmPlan } from '../experiment/arms.ts';
import type { Histogram } from '../kernel/histogram.ts';
import type { Observation } from '../model/observed/observation.ts';
import type { Scenario } from '../scenario/schema.ts';
import { Flood } from './flood.ts';
import { LoopWatch } from './loop-watch.ts';
import type { Address } from './messages.ts';
import { monotonicMs } from './monotonic.ts';
import { type LivePlan, worldOfArm } from './plan.ts';
import { instancesOf, type ScriptedCrash, scriptedCrashes } from './scripted-crashes.ts';
import { hangUp } from './service/client.ts';
import { type Entry, ServiceFault, ServiceWorker } from './staff.ts';
import type { World } from './world.ts';

/** From the order to begin to the first instant of the run: time for all to hear of it. */
const HEAD_START_MS = 200;
/** How long a process may take to end by itself. */
const PATIENCE_MS = 2_000;
/** How long before it is wanted again a process is started: it takes a while to be awake. */
const WAKING_MS = 1_500;

/** Of each process besides. */
const HEAD_START_EACH_MS = 20;

const NOWHERE: Address = { host: '', port: 0 };

/** A process: which instance of which service it is, and where. */
interface Place {
  readonly service: number;
  readonly instance: number;
  /** What people call it. */
  readonly name: string;
  worker: ServiceWorker;
  address: Address;
}

/** How a live run is to be staffed. */
export interface Staffing {
  readonly plan: LivePlan;
  readonly entry: Entry;
  readonly host: string;
  /** Of the first process; the others get the ports after it. 0: any that are free. */
  readonly port: number;
  /** The address of the Redis by which instances share circuits; null where there is none. */
  readonly redis: string | null;
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
  readonly staff: readonly Place[];
  private readonly loop = new LoopWatch();
  private readonly arm: ArmPlan;
  private readonly world: World;
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
    this.world = worldOfArm(scenario, arm);
    this.staffing = staffing;
    this.listener = listener;
    this.staff = this.world.graph.services.flatMap((node, service) =>
      instancesOf(node).map((instance): Place => {
        const name = node.instances === 1 ? node.name : `${node.name} ${instance + 1}`;
        const known = { service, instance, name };
        return { ...known, worker: this.hire(known), address: NOWHERE };
      }),
    );
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

  get workers(): readonly ServiceWorker[] {
    return this.staff.map(({ worker }) => worker);
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
    await Promise.all(
      this.staff.map(async (place, at) => {
        const address = { host, port: port === 0 ? 0 : port + at };
        place.address = await this.serve(place, address);
      }),
    );
    const [addresses] = this.whereAll;
    const front = { world: this.world, addresses: addresses!, token: this.token };
    this.flood = new Flood(scenario, front, lateness, onSeen);
    this.beganAtMs = monotonicMs() + HEAD_START_MS + HEAD_START_EACH_MS * this.staff.length;
    for (const worker of this.workers) worker.begin(this.beganAtMs, this.whereAll);
    this.flood.begin(this.beganAtMs);
    for (const crash of scriptedCrashes(this.world.graph, this.world.seed)) {
      if (crash.atMs < scenario.duration) this.schedule(crash, scenario.duration);
    }
  }

  /** Of all processes, in the order of the graph. */
  get addresses(): readonly Address[] {
    return this.staff.map(({ address }) => address);
  }

  /** Where the instances of each service are. */
  private get whereAll(): readonly (readonly Address[])[] {
    return this.world.graph.services.map((_, service) =>
      this.staff.filter((place) => place.service === service).map(({ address }) => address),
    );
  }

  private schedule(crash: ScriptedCrash, durationMs: number): void {
    const { atMs, backAtMs } = crash;
    const place = this.staff.find(
      ({ service, instance }) => service === crash.service && instance === crash.instance,
    )!;
    this.at(atMs, () => {
      this.crashing.add(place.worker);
      place.worker.kill();
    });
    if (backAtMs >= durationMs) return;
    this.at(Math.max(atMs, backAtMs - WAKING_MS) + 1, () => {
      this.gone.push(place.worker);
      place.worker = this.hire(place);
    });
    this.at(Math.max(atMs + 2, backAtMs), () => void this.comeBack(place));
  }

  /** As the process before it, at the same place. */
  private async comeBack(place: Place): Promise<void> {
    const { worker } = place;
    try {
      await this.serve(place, place.address);
      worker.begin(this.beganAtMs, this.whereAll);
      this.listener.onNews(`${worker.name} is there again (process ${worker.pid})`);
    } catch (error) {
      this.listener.onNews(`${worker.name} does not come back: ${(error as Error).message}`);
    }
  }

  private serve({ worker, service, instance }: Place, address: Address): Promise<Address> {
    const { plan, redis } = this.staffing;
    const { arm, token } = this;
    return worker.serve({ plan, arm: arm.name, service, instance, address, token, redis });
  }

  private hire({ name, service, instance }: Omit<Place, 'worker' | 'address'>): ServiceWorker {
    const { onSeen, onNews } = this.listener;
    const worker: ServiceWorker = new ServiceWorker(name, this.staffing.entry, {
      onSeen: (observations) => {
        for (const one of observations) onSeen(one);
      },
      onCrash: (how) => {
        onSeen({ what: 'crashed', service, instance, atMs: this.nowMs });
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
