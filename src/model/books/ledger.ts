import { assert } from '../../kernel/assert.ts';
import { LimitError } from '../../kernel/limit-error.ts';
import { decimal } from '../../kernel/quantity-text.ts';
import type { Orders } from '../orders.ts';
import { isLost, OUTCOME, OUTCOMES, type Outcome } from '../outcome.ts';
import { DeferralBook } from './deferral-book.ts';
import { OrderLatencyBook } from './order-latency.ts';

/** In units of the currency. */
const MOST_MONEY = Math.floor(Number.MAX_SAFE_INTEGER / 100);

/** What is added to the outcome of an order that is settled before its own end is told. */
const SETTLED_AS = 2;

/** Told how every order ends, by its number. */
export interface OrderListener {
  /** The order's own end; one that ends as deferred is settled later. */
  ended(
    number: number,
    outcome: Outcome,
    amountCents: number,
    arrivedAtMs: number,
    nowMs: number,
  ): void;
  /** What became of a deferred order in the end. */
  settled(number: number, outcome: Outcome, amountCents: number, arrivedAtMs: number): void;
}

/** Who wants to know of the orders. */
interface LedgerReaders {
  /** Undefined: nobody, order by order. */
  readonly orders: OrderListener | undefined;
  /** Whether somebody does tick by tick. */
  readonly ticks: boolean;
}

/** Tells both, as cheap as one alone where there is but one; undefined where there is none. */
export function bothListeners(
  one: OrderListener | undefined,
  other: OrderListener | null,
): OrderListener | undefined {
  if (other === null) return one;
  if (one === undefined) return other;
  return {
    ended(number, outcome, amountCents, arrivedAtMs, nowMs) {
      one.ended(number, outcome, amountCents, arrivedAtMs, nowMs);
      other.ended(number, outcome, amountCents, arrivedAtMs, nowMs);
    },
    settled(number, outcome, amountCents, arrivedAtMs) {
      one.settled(number, outcome, amountCents, arrivedAtMs);
      other.settled(number, outcome, amountCents, arrivedAtMs);
    },
  };
}

/**
 * The books of the orders: what arrived and how it ended, in orders and money. Everything counts up from
 * the start of the run; a tick is the difference of two readings.
 */
export class Ledger {
  ordersArrived = 0;
  offeredCents = 0;
  chargesMade = 0;
  duplicateCharges = 0;
  orphanedCharges = 0;
  paidByBackup = 0;
  /** Of the paid: those that did without a service, as something stood in for it. */
  readonly paidDegraded = { orders: 0, amountCents: 0 };
  readonly orders = new Float64Array(OUTCOMES);
  readonly cents = new Float64Array(OUTCOMES);
  /** Orders that ended as blocked although the PaymentService was fit to serve them. */
  readonly blockedWhileFit = { orders: 0, amountCents: 0 };
  readonly deferral = new DeferralBook();
  readonly latency: OrderLatencyBook;
  private readonly table: Orders;
  private readonly listener: OrderListener | undefined;

  constructor(table: Orders, { orders, ticks }: LedgerReaders) {
    this.table = table;
    this.listener = orders;
    this.latency = new OrderLatencyBook(ticks);
  }

  /** Throws a LimitError where the money is more than can be counted. */
  arrive(slot: number): void {
    this.ordersArrived++;
    this.offeredCents += this.table.amountCentsOf(slot);
    // All other sums of money are parts of this one.
    if (!(this.offeredCents <= Number.MAX_SAFE_INTEGER)) throw tooMuchMoney(this.ordersArrived);
  }

  /** The order ended at `now`. */
  endOrder(slot: number, outcome: Outcome, now: number): void {
    const { table } = this;
    const amountCents = table.amountCentsOf(slot);
    const arrivedAt = table.arrivedAtOf(slot);
    const latencyMs = now - arrivedAt;
    const isPaid = outcome === OUTCOME.successful;
    this.orders[outcome] = this.orders[outcome]! + 1;
    this.cents[outcome] = this.cents[outcome]! + amountCents;
    this.latency.record(latencyMs, isPaid);
    table.end(slot, isPaid);
    if (isPaid) this.countPaid(slot, amountCents);
    else this.endUnpaid(slot, outcome);
    this.listener?.ended(table.numberOf(slot), outcome, amountCents, arrivedAt, now);
    if (outcome === OUTCOME.deferred) this.endDeferred(slot, now);
  }

  /** The order's last call was blocked, and need not have been. */
  blockWhileFit(slot: number): void {
    this.blockedWhileFit.orders++;
    this.blockedWhileFit.amountCents += this.table.amountCentsOf(slot);
  }

  /** The order is going to end as deferred; it keeps its slot until it is settled. */
  defer(slot: number, now: number): void {
    const { table } = this;
    if (table.deferralOf(slot) === 1) return;
    table.setDeferral(slot, 1);
    table.setDeferredAt(slot, now);
    table.requests.hold(slot);
  }

  /** What became of a deferred order in the end; it counts once the order's own end is told. */
  settle(slot: number, outcome: Outcome, now: number): void {
    if (this.table.isPending(slot)) this.table.setDeferral(slot, SETTLED_AS + outcome);
    else this.close(slot, outcome, now);
  }

  /** A service charges the card, whether or not anybody still waits. */
  charge(slot: number): void {
    const { table } = this;
    const charges = table.charge(slot);
    this.chargesMade++;
    if (charges > 1) this.duplicateCharges++;
    else if (table.isOver(slot) && !table.isPaid(slot)) this.orphanedCharges++;
  }

  /** Neither paid nor declined, and nothing stands in for them. */
  get ordersLost(): number {
    return this.orders.reduce(
      (lost, count, outcome) => (isLost(outcome as Outcome) ? lost + count : lost),
      0,
    );
  }

  get ordersEnded(): number {
    return sum(this.orders);
  }

  get centsEnded(): number {
    return sum(this.cents);
  }

  /** Ends a tick. */
  closeTick(): void {
    this.latency.closeTick();
  }

  /**
   * Checks the conservation of orders and money against what is in flight, counted apart. A
   * breach is a bug of ours.
   */
  audit(): void {
    const pending = this.table.countPending();
    balance('orders', this.ordersArrived, this.ordersEnded, pending.orders);
    balance('cents', this.offeredCents, sum(this.cents), pending.cents);
    this.deferral.audit(
      { orders: this.orders[OUTCOME.deferred]!, cents: this.cents[OUTCOME.deferred]! },
      this.table.countDeferred(),
    );
  }

  private countPaid(slot: number, amountCents: number): void {
    const { table, paidDegraded } = this;
    if (table.isViaBackup(slot)) this.paidByBackup++;
    if (!table.isDegraded(slot)) return;
    paidDegraded.orders++;
    paidDegraded.amountCents += amountCents;
  }

  /** The order is over for good, unless it is deferred: what was charged for nothing is an orphan. */
  private endUnpaid(slot: number, outcome: Outcome): void {
    if (outcome !== OUTCOME.deferred && this.table.chargesOf(slot) > 0) this.orphanedCharges++;
  }

  private endDeferred(slot: number, now: number): void {
    this.deferral.defer(this.table.amountCentsOf(slot));
    const settledAs = this.table.deferralOf(slot) - SETTLED_AS;
    if (settledAs >= 0) this.close(slot, settledAs as Outcome, now);
  }

  private close(slot: number, outcome: Outcome, now: number): void {
    const { table } = this;
    const amountCents = table.amountCentsOf(slot);
    this.deferral.settle(outcome, amountCents, now - table.deferredAtOf(slot));
    table.setDeferral(slot, 0);
    if (outcome === OUTCOME.successful) table.pay(slot);
    else this.endUnpaid(slot, outcome);
    this.listener?.settled(table.numberOf(slot), outcome, amountCents, table.arrivedAtOf(slot));
    table.requests.release(slot);
  }
}

function tooMuchMoney(orders: number): LimitError {
  return new LimitError(
    `with order ${decimal(orders)} this run's orders are worth more than ${decimal(MOST_MONEY)}, beyond which money cannot be counted to the cent; smaller amounts, fewer orders or a shorter run would do`,
  );
}

function balance(what: string, came: number, ended: number, inFlight: number): void {
  assert(
    came === ended + inFlight,
    () => `${what} do not add up: ${came} came, ${ended} ended, ${inFlight} are in flight`,
  );
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
