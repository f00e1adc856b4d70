import { type SlotColumns, widened } from '../../kernel/slot-pool.ts';
import type { CallBook } from '../books/call-book.ts';
import { HAPPENING, type ServiceName } from '../books/happening.ts';
import type { NamedBreaker } from '../books/witness.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import type { Callee, Caller } from '../pipeline/policy-stage.ts';
import type { Run } from '../run.ts';
import { PaymentService } from './payment-service.ts';
import type { PaymentServiceSettings } from './payment-settings.ts';

/**
 * The inner end of every pipeline: makes the call. It may stop waiting for a payment; the payment itself
 * then goes on without it.
 */
export class PaymentClient implements Caller, Callee, SlotColumns {
  private readonly run: Run;
  private readonly calls: CallBook;
  readonly service: PaymentService;
  /** Who makes the calls of each instance, and the outermost breaker that hears of them. */
  private readonly outers: Caller[] = [];
  private readonly breakers: (NamedBreaker | undefined)[] = [];
  private payment = new Int32Array(0);
  private startedAt = new Float64Array(0);

  constructor(run: Run, name: ServiceName, settings: PaymentServiceSettings, calls: CallBook) {
    this.run = run;
    this.calls = calls;
    this.service = new PaymentService(run, name, settings, this);
    run.orders.pool.attach(this);
  }

  /** Serves one more instance: its calls end at `outer`. */
  serve(outer: Caller, breaker: NamedBreaker | undefined): void {
    this.outers.push(outer);
    this.breakers.push(breaker);
  }

  begin(slot: number): void {
    const call = this.calls.startCall(slot);
    this.run.witness?.note(slot, HAPPENING.sent, call, this.service.name);
    this.startedAt[slot] = this.run.agenda.now;
    const payment = this.service.open(slot, call);
    this.payment[slot] = payment;
    this.service.send(payment);
  }

  /** The answer to the payment that this order waits for. */
  end(slot: number, outcome: Outcome): void {
    this.book(slot, outcome);
    this.outers[this.run.orders.instance[slot]!]!.end(slot, outcome);
  }

  cancel(slot: number): void {
    this.book(slot, OUTCOME.timedOut);
    this.service.abandon(this.payment[slot]!);
  }

  resize(capacity: number): void {
    this.payment = widened(this.payment, capacity);
    this.startedAt = widened(this.startedAt, capacity);
  }

  private book(slot: number, outcome: Outcome): void {
    const { agenda, witness, orders } = this.run;
    const startedAt = this.startedAt[slot]!;
    this.calls.endCall(outcome, agenda.now - startedAt);
    const breaker = this.breakers[orders.instance[slot]!];
    witness?.noteEnd(slot, outcome, startedAt, this.service.name, breaker);
  }
}
