import { EVENT_KIND } from '../../kernel/agenda.ts';
import { GRID_STEP_MS, toGrid } from '../../kernel/grid.ts';
import { SlotPool } from '../../kernel/slot-pool.ts';
import { TimingWheel } from '../../kernel/timing-wheel.ts';
import type { Run } from '../run.ts';
import { createArrivals, drawnAmounts, type OpenTraffic } from './arrivals.ts';
import type { Traffic } from './traffic-settings.ts';

/** Hands a new order to the OrderService. */
type Place = (number: number, amountCents: number) => void;

/** Where the orders come from. */
export interface OrderSource {
  /** An order has ended; in a closed loop its client will think, and order again. */
  orderEnded(number: number): void;
}

/** From now on orders arrive through `place`, numbered from 0. */
export function createOrderSource(run: Run, traffic: Traffic, place: Place): OrderSource {
  return traffic.arrivals === 'closed'
    ? new ClosedLoop(run, traffic, place)
    : openLoop(run, traffic, place);
}

/** Orders come whatever the service does. */
function openLoop({ agenda, luck }: Run, traffic: OpenTraffic, place: Place): OrderSource {
  const arrivals = createArrivals(traffic, luck);
  let number = 0;
  const source = agenda.addSource(EVENT_KIND.arrival, () => {
    const arriving = number++;
    showNext();
    place(arriving, arrivals.amountCentsOf(arriving));
  });
  const showNext = (): void =>
    agenda.show(source, toGrid(arrivals.instantOf(number)), agenda.nextRank());
  showNext();
  return { orderEnded: () => {} };
}

type ClosedTraffic = Extract<Traffic, { arrivals: 'closed' }>;

/** Each client waits for its order to end, thinks, and orders again: `ab -c clients -n orders`. */
class ClosedLoop implements OrderSource {
  private readonly run: Run;
  private readonly traffic: ClosedTraffic;
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

  constructor(run: Run, traffic: ClosedTraffic, place: Place) {
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
