import * as v from 'valibot';
import { EVENT_KIND } from '../../kernel/agenda.ts';
import { distribution } from '../../kernel/distribution/index.ts';
import { GRID_STEP_MS } from '../../kernel/grid.ts';
import { count, duration } from '../../kernel/quantities.ts';
import type { SettingsOf } from '../../kernel/settings.ts';
import { SlotPool } from '../../kernel/slot-pool.ts';
import { TimingWheel } from '../../kernel/timing-wheel.ts';
import type { Run } from '../run.ts';
import { amount, drawnAmounts } from './amounts.ts';
import { classes } from './classes.ts';
import { to } from './destination.ts';
import { regions } from './regions.ts';
import { type OrderSource, type Place, trafficKind } from './traffic-kind.ts';

/** Hours of work: 10^8 orders are a normal run. */
const MAX_ORDERS = 1_000_000_000;

const entries = {
  to,
  classes,
  regions,
  clients: count(1),
  orders: v.optional(
    v.pipe(
      count(1, MAX_ORDERS),
      v.description('In all; left out, the clients go on until the run ends'),
    ),
  ),
  think: v.optional(
    v.pipe(
      distribution(duration),
      v.description('How long a client waits between the end of an order and its next'),
    ),
    0,
  ),
  amount,
};

type Settings = SettingsOf<typeof entries>;

/** Each client waits for its order to end, thinks, and orders again: `ab -c clients -n orders`. */
class ClosedLoop implements OrderSource {
  private readonly run: Pick<Run, 'agenda' | 'luck'>;
  private readonly traffic: Settings;
  private readonly place: Place;
  private readonly amountCentsOf: (number: number) => number;
  /** Clients that think; which client is which does not matter. */
  private readonly thinkers = new SlotPool();
  private readonly thinking: TimingWheel;
  private readonly limit: number;
  private readonly leastThinkMs: number;
  private placed = 0;
  private announced = 0;
  private ended = 0;

  constructor(run: Pick<Run, 'agenda' | 'luck'>, traffic: Settings, place: Place) {
    this.run = run;
    this.traffic = traffic;
    this.place = place;
    this.amountCentsOf = drawnAmounts(traffic.amount, run.luck);
    this.limit = traffic.orders ?? Number.POSITIVE_INFINITY;
    // Without end, and refused in no time, they would stop time itself.
    this.leastThinkMs = traffic.orders === undefined ? GRID_STEP_MS : 0;
    this.thinking = new TimingWheel(run.agenda, EVENT_KIND.arrival, (client) => {
      this.thinkers.release(client);
      this.next();
    });
    this.thinkers.attach(this.thinking);
    for (let i = 0; i < Math.min(traffic.clients, this.limit); i++) this.orderAfter(0);
  }

  orderEnded(number: number): void {
    this.ended++;
    if (this.ended === this.limit) this.run.agenda.halt();
    if (this.announced < this.limit) {
      const thinkMs = this.traffic.think.sample(this.run.luck.think.at(number));
      this.orderAfter(Math.max(this.leastThinkMs, thinkMs));
    }
  }

  private orderAfter(thinkMs: number): void {
    this.announced++;
    this.thinking.start(this.thinkers.allocate(), thinkMs);
  }

  private next(): void {
    const number = this.placed++;
    this.place(number, this.amountCentsOf(number));
  }
}

export const closed = trafficKind({
  kind: 'closed',
  summary: 'of clients that wait for each order to end',
  entries,
  create: (traffic) => (run, place) => new ClosedLoop(run, traffic, place),
});
