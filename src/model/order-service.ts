import { SlotList } from '../kernel/slot-list.ts';
import type { Desk } from './desk.ts';
import { HAPPENING } from './diary.ts';
import type { OrderServiceSettings } from './order-settings.ts';
import { OUTCOME, type Outcome } from './outcome.ts';
import type { Callee, Caller } from './stage.ts';

/**
 * One instance of the OrderService: workers that each hold an order for its whole life, and a backlog of
 * orders that wait for one.
 */
export class OrderService implements Caller {
  busy = 0;
  waiting = 0;
  private readonly desk: Desk;
  private readonly workers: number;
  private readonly backlog: number;
  private readonly onEnd: (order: number, outcome: Outcome) => void;
  private pipeline!: Callee;
  private readonly line = new SlotList();
  private handingOut = false;

  constructor(
    desk: Desk,
    settings: OrderServiceSettings,
    onEnd: (order: number, outcome: Outcome) => void,
  ) {
    this.desk = desk;
    this.workers = settings.workers ?? Number.POSITIVE_INFINITY;
    this.backlog = settings.backlog ?? Number.POSITIVE_INFINITY;
    this.onEnd = onEnd;
    desk.orders.pool.attach(this.line);
  }

  connect(pipeline: Callee): void {
    this.pipeline = pipeline;
  }

  arrive(order: number): void {
    const { ledger, orders, diary } = this.desk;
    ledger.arrive(order);
    diary?.note(order, HAPPENING.arrived, orders.amountCents[order]!);
    if (this.busy < this.workers) {
      this.take(order);
    } else if (this.waiting < this.backlog) {
      this.waiting++;
      diary?.note(order, HAPPENING.waitsForWorker, this.waiting);
      this.line.append(order);
    } else {
      this.close(order, OUTCOME.rejected);
    }
  }

  end(order: number, outcome: Outcome): void {
    this.busy--;
    this.close(order, outcome);
    this.handOut();
  }

  private take(order: number): void {
    this.busy++;
    this.desk.diary?.note(order, HAPPENING.taken, this.busy);
    this.pipeline.begin(order);
  }

  private close(order: number, outcome: Outcome): void {
    this.desk.diary?.note(order, HAPPENING.ended, outcome);
    this.onEnd(order, outcome);
    this.desk.ledger.endOrder(order, outcome, this.desk.agenda.now);
  }

  /** A loop, not a recursion: with the breaker open, a whole backlog may end within one event. */
  private handOut(): void {
    if (this.handingOut) return;
    this.handingOut = true;
    while (this.waiting > 0 && this.busy < this.workers) {
      this.waiting--;
      this.take(this.line.takeFirst());
    }
    this.handingOut = false;
  }
}
