import { SlotList } from '../kernel/slot-list.ts';
import { HAPPENING } from './books/happening.ts';
import type { OrderServiceSettings } from './order-settings.ts';
import { OUTCOME, type Outcome } from './outcome.ts';
import type { Callee, Caller } from './pipeline/policy-stage.ts';
import type { Run } from './run.ts';

/**
 * One instance of the OrderService: workers that each hold an order for its whole life, and a backlog of
 * orders that wait for one.
 */
export class OrderService implements Caller {
  busy = 0;
  waiting = 0;
  private readonly run: Run;
  private readonly workers: number;
  private readonly backlog: number;
  private readonly onEnd: (slot: number, outcome: Outcome) => void;
  private pipeline!: Callee;
  private readonly line = new SlotList();
  private handingOut = false;

  constructor(
    run: Run,
    settings: OrderServiceSettings,
    onEnd: (slot: number, outcome: Outcome) => void,
  ) {
    this.run = run;
    this.workers = settings.workers ?? Number.POSITIVE_INFINITY;
    this.backlog = settings.backlog ?? Number.POSITIVE_INFINITY;
    this.onEnd = onEnd;
    run.orders.pool.attach(this.line);
  }

  connect(pipeline: Callee): void {
    this.pipeline = pipeline;
  }

  arrive(slot: number): void {
    const { ledger, orders, witness } = this.run;
    ledger.arrive(slot);
    witness?.note(slot, HAPPENING.arrived, orders.amountCents[slot]!);
    if (this.busy < this.workers) {
      this.take(slot);
    } else if (this.waiting < this.backlog) {
      this.waiting++;
      witness?.note(slot, HAPPENING.waitsForWorker, this.waiting);
      this.line.append(slot);
    } else {
      witness?.note(slot, HAPPENING.foundNoRoom, this.waiting);
      this.close(slot, OUTCOME.rejected);
    }
  }

  end(slot: number, outcome: Outcome): void {
    this.busy--;
    this.close(slot, outcome);
    this.handOut();
  }

  private take(slot: number): void {
    this.busy++;
    this.run.witness?.note(slot, HAPPENING.taken, this.busy);
    this.pipeline.begin(slot);
  }

  private close(slot: number, outcome: Outcome): void {
    this.run.witness?.note(slot, HAPPENING.ended, outcome);
    this.onEnd(slot, outcome);
    this.run.ledger.endOrder(slot, outcome, this.run.agenda.now);
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
