import type { Histogram } from '../kernel/histogram.ts';
import { createLuck } from '../model/luck.ts';
import type { Observation } from '../model/observed/observation.ts';
import { OUTCOME, type Outcome } from '../model/outcome.ts';
import { Ways } from '../model/topology/ways.ts';
import { OrderClasses } from '../model/traffic/classes.ts';
import { trafficOf } from '../model/traffic/index.ts';
import { ShareDraw } from '../model/traffic/shares.ts';
import type { OrderSource } from '../model/traffic/traffic-kind.ts';
import type { Scenario } from '../scenario/schema.ts';
import type { Address } from './messages.ts';
import { post } from './service/client.ts';
import { FarEnd } from './service/far-end.ts';
import { RealTime } from './service/real-time.ts';
import type { World } from './world.ts';

/** Where orders arrive: the instances of the front service. */
export interface Front {
  readonly world: World;
  readonly addresses: readonly Address[];
  readonly token: string;
}

/**
 * Sends the orders of a scenario at their intended instants, whatever became of those before: an open loop,
 * unless the scenario closes it. What is late is sent all the same, and counts from when it was intended.
 */
export class Flood {
  private readonly lateness: Histogram;
  private readonly time = new RealTime();
  private readonly durationMs: number;
  private readonly front: Front;
  private readonly source: OrderSource;
  private readonly see: (observation: Observation) => void;
  private readonly classes: OrderClasses | undefined;
  private readonly origins: ShareDraw;
  private readonly far: FarEnd;
  private isLeaving = false;

  /** `lateness` is told how much later than intended each order was sent, in ms. */
  constructor(
    scenario: Scenario,
    front: Front,
    lateness: Histogram,
    see: (observation: Observation) => void,
  ) {
    this.lateness = lateness;
    this.durationMs = scenario.duration;
    this.front = front;
    this.see = see;
    const { agenda } = this.time;
    const luck = createLuck(scenario.seed);
    const { seed, classes, origins = {}, regions, graph } = front.world;
    this.classes = classes && new OrderClasses(classes, luck);
    this.origins = new ShareDraw(Object.values(origins), luck.regions);
    this.far = new FarEnd(graph.services[0]!, {
      seed,
      agenda,
      ways: regions && new Ways(agenda, regions),
      regions: Object.keys(origins),
      onEjection: () => {},
    });
    const run = { agenda, luck };
    this.source = trafficOf(scenario.traffic)(run, (number, amountCents) =>
      this.place(number, amountCents),
    );
  }

  /** From this instant of the shared clock on. */
  begin(atMs: number): void {
    this.time.begin(atMs);
  }

  get nowMs(): number {
    return this.time.nowMs;
  }

  /** Sends nothing more, and heeds no answer. */
  end(): void {
    this.time.stop();
    this.isLeaving = true;
  }

  private place(order: number, ofTraffic: number): void {
    const { time, lateness, classes } = this;
    const amountCents =
      classes === undefined ? ofTraffic : classes.amountCents(classes.of(order), order, ofTraffic);
    const intendedMs = time.agenda.now;
    if (intendedMs >= this.durationMs || this.isLeaving) return;
    this.see({ what: 'arrived', atMs: intendedMs, order, amountCents });
    lateness.record(Math.max(0, time.nowMs - intendedMs));
    void this.send(order, amountCents);
  }

  private async send(order: number, amountCents: number): Promise<void> {
    const { far, front } = this;
    const from = Math.max(0, this.origins.of(order));
    const instance = far.pick(order, 0, from, undefined);
    const way = { address: front.addresses[instance]!, path: '/orders', token: front.token };
    let outcome: Outcome;
    far.begin(instance);
    try {
      ({ outcome } = await post(way, { order, amountCents, request: `order ${order}` }));
    } catch {
      outcome = OUTCOME.failed;
    }
    far.end(instance, outcome);
    if (this.isLeaving) return;
    const { time, see } = this;
    see({ what: 'ended', atMs: time.nowMs, order, outcome });
    time.follow();
    this.source.orderEnded(order);
    if (time.agenda.isHalted) see({ what: 'over', atMs: time.nowMs });
    else time.follow();
  }
}
