import { type SlotColumns, widened } from '../kernel/slot-pool.ts';
import type { CallBook } from './call-book.ts';
import type { Desk } from './desk.ts';
import { HAPPENING } from './diary.ts';
import { OUTCOME, type Outcome } from './outcome.ts';
import { PaymentService } from './payment-service.ts';
import type { PaymentServiceSettings } from './payment-settings.ts';
import type { BreakerStage } from './pipeline/breaker-stage.ts';
import type { Callee, Caller } from './stage.ts';

/**
 * The inner end of every pipeline: makes the call. It may stop waiting for a payment; the payment itself
 * then goes on without it.
 */
export class PaymentClient implements Callee, SlotColumns {
  private readonly desk: Desk;
  private readonly calls: CallBook;
  readonly service: PaymentService;
  /** The innermost stage and the outermost breaker of each instance's pipeline. */
  private readonly outers: Caller[] = [];
  private readonly breakers: (BreakerStage | undefined)[] = [];
  private payment = new Int32Array(0);
  private startedAt = new Float64Array(0);

  constructor(desk: Desk, settings: PaymentServiceSettings, calls: CallBook) {
    this.desk = desk;
    this.calls = calls;
    this.service = new PaymentService(desk, settings, this);
    desk.orders.pool.attach(this);
  }

  /** Serves one more instance: its calls end at `outer`. */
  serve(outer: Caller, breaker: BreakerStage | undefined): void {
    this.outers.push(outer);
    this.breakers.push(breaker);
  }

  begin(order: number): void {
    const call = this.calls.startCall(order);
    this.desk.diary?.note(order, HAPPENING.sent, call);
    this.startedAt[order] = this.desk.agenda.now;
    const payment = this.service.open(order, call);
    this.payment[order] = payment;
    this.service.send(payment);
  }

  /** The answer to the payment that this order waits for. */
  answer(order: number, outcome: Outcome): void {
    this.desk.diary?.note(order, HAPPENING.answered, outcome);
    this.book(order, outcome);
    this.outers[this.desk.orders.instance[order]!]!.end(order, outcome);
  }

  cancel(order: number): void {
    this.desk.diary?.note(order, HAPPENING.gaveUp, 0);
    this.book(order, OUTCOME.timedOut);
    this.service.abandon(this.payment[order]!);
  }

  resize(capacity: number): void {
    this.payment = widened(this.payment, capacity);
    this.startedAt = widened(this.startedAt, capacity);
  }

  private book(order: number, outcome: Outcome): void {
    const { agenda, journal, orders } = this.desk;
    const startedAt = this.startedAt[order]!;
    this.calls.endCall(outcome, agenda.now - startedAt);
    journal?.note(order, outcome, startedAt, this.breakers[orders.instance[order]!]);
  }
}
