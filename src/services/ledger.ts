import { assert } from '../kernel/assert.ts';
import { Histogram } from '../kernel/histogram.ts';
import type { Orders } from './orders.ts';
import { OUTCOME, OUTCOMES, type Outcome } from './outcome.ts';

/** Told of every order that ends, by its number. */
export type OrderListener = (number: number, outcome: Outcome, amountCents: number) => void;

/**
 * The books of a run: what arrived and how it ended, in orders, calls and money. Everything counts up
 * from the start of the run; a tick is the difference of two readings.
 */
export class Ledger {
  ordersArrived = 0;
  callsStarted = 0;
  offeredCents = 0;
  chargesMade = 0;
  duplicateCharges = 0;
  orphanedCharges = 0;
  readonly orders = new Float64Array(OUTCOMES);
  readonly calls = new Float64Array(OUTCOMES);
  readonly cents = new Float64Array(OUTCOMES);
  /** Of the orders that ended since the tick began. */
  readonly tickLatency = new Histogram();
  readonly latency = new Histogram();
  readonly callLatency = new Histogram();
  private readonly table: Orders;
  private readonly onOrderEnd: OrderListener;

  constructor(table: Orders, onOrderEnd: OrderListener) {
    this.table = table;
    this.onOrderEnd = onOrderEnd;
  }

  arrive(order: number): void {
    this.ordersArrived++;
    this.offeredCents += this.table.amountCents[order]!;
  }

  /** The order ended at `now`; its slot is given back when its payments are over too. */
  endOrder(order: number, outcome: Outcome, now: number): void {
    const { table } = this;
    const amountCents = table.amountCents[order]!;
    this.orders[outcome] = this.orders[outcome]! + 1;
    this.cents[outcome] = this.cents[outcome]! + amountCents;
    this.tickLatency.record(now - table.arrivedAt[order]!);
    table.ended[order] = 1;
    if (outcome === OUTCOME.successful) table.paid[order] = 1;
    else if (table.charges[order]! > 0) this.orphanedCharges++;
    this.onOrderEnd(table.number[order]!, outcome, amountCents);
    table.release(order);
  }

  startCall(order: number): void {
    this.callsStarted++;
    this.table.calls[order] = this.table.calls[order]! + 1;
  }

  endCall(outcome: Outcome, durationMs: number): void {
    this.calls[outcome] = this.calls[outcome]! + 1;
    this.callLatency.record(durationMs);
  }

  /** A call that was never sent. */
  blockCall(order: number): void {
    this.startCall(order);
    this.calls[OUTCOME.blocked] = this.calls[OUTCOME.blocked]! + 1;
  }

  /** The PaymentService charges the card, whether or not the client still waits. */
  charge(order: number): void {
    const { table } = this;
    const charges = table.charges[order]! + 1;
    table.charges[order] = charges;
    this.chargesMade++;
    if (charges > 1) this.duplicateCharges++;
    else if (table.ended[order] === 1 && table.paid[order] === 0) this.orphanedCharges++;
  }

  get ordersEnded(): number {
    return sum(this.orders);
  }

  get callsEnded(): number {
    return sum(this.calls);
  }

  /** Ends a tick: its latencies go to the total. */
  closeTick(): void {
    this.latency.absorb(this.tickLatency);
  }

  /**
   * Checks the conservation of orders, calls and money against what is in flight, counted apart. A
   * breach is a bug of ours.
   */
  audit(callsInFlight: number): void {
    const pending = this.table.countPending();
    balance('orders', this.ordersArrived, this.ordersEnded, pending.orders);
    balance('calls', this.callsStarted, this.callsEnded, callsInFlight);
    balance('cents', this.offeredCents, sum(this.cents), pending.cents);
  }
}

function balance(what: string, came: number, ended: number, inFlight: number): void {
  assert(
    came === ended + inFlight,
    `${what} do not add up: ${came} came, ${ended} ended, ${inFlight} are in flight`,
  );
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
