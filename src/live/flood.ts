import type { Histogram } from '../kernel/histogram.ts';
import { createLuck } from '../model/luck.ts';
import type { Observation } from '../model/observed/observation.ts';
import { OUTCOME, type Outcome } from '../model/outcome.ts';
import { trafficOf } from '../model/traffic/index.ts';
import type { OrderSource } from '../model/traffic/traffic-kind.ts';
import type { Scenario } from '../scenario/schema.ts';
import { post, type Way } from './service/client.ts';
import { RealTime } from './service/real-time.ts';

/**
 * Sends the orders of a scenario at their intended instants, whatever became of those before: an open loop,
 * unless the scenario closes it. What is late is sent all the same, and counts from when it was intended.
 */
export class Flood {
  private readonly lateness: Histogram;
  private readonly time = new RealTime();
  private readonly durationMs: number;
  private readonly front: Way;
  private readonly source: OrderSource;
  private readonly see: (observation: Observation) => void;
  private isLeaving = false;

  /** `lateness` is told how much later than intended each order was sent, in ms. */
  constructor(
    scenario: Scenario,
    front: Way,
    lateness: Histogram,
    see: (observation: Observation) => void,
  ) {
    this.lateness = lateness;
    this.durationMs = scenario.duration;
    this.front = front;
    this.see = see;
    const run = { agenda: this.time.agenda, luck: createLuck(scenario.seed) };
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

  private place(order: number, amountCents: number): void {
    const { time, lateness } = this;
    const intendedMs = time.agenda.now;
    if (intendedMs >= this.durationMs || this.isLeaving) return;
    this.see({ what: 'arrived', atMs: intendedMs, order, amountCents });
    lateness.record(Math.max(0, time.nowMs - intendedMs));
    void this.send(order, amountCents);
  }

  private async send(order: number, amountCents: number): Promise<void> {
    let outcome: Outcome;
    try {
      outcome = await post(this.front, { order, amountCents });
    } catch {
      outcome = OUTCOME.failed;
    }
    if (this.isLeaving) return;
    const { time, see } = this;
    see({ what: 'ended', atMs: time.nowMs, order, outcome });
    time.follow();
    this.source.orderEnded(order);
    if (time.agenda.isHalted) see({ what: 'over', atMs: time.nowMs });
    else time.follow();
  }
}
