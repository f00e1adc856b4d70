import { type SlotColumns, widened } from '../kernel/slot-pool.ts';
import { Requests } from './requests.ts';

/** So many orders, and what they are worth together. */
export interface OrdersAndMoney {
  readonly orders: number;
  readonly cents: number;
}

/** What counts something of each order, at the order's slot. */
export interface OrderCounter extends SlotColumns {
  reset(slot: number): void;
}

/** The orders in flight: the requests at the service where they arrive. A slot stays taken until its last request is over. */
export class Orders extends Requests {
  arrivedAt = new Float64Array(0);
  amountCents = new Float64Array(0);
  /** The place of its class among all; 0 where there are none. */
  class = new Uint8Array(0);
  /** Times the card was charged. */
  charges = new Int32Array(0);
  /** 1 once the order has ended, and in a slot that no order has yet. */
  ended = new Uint8Array(0);
  /** 1 once it has ended paid. */
  paid = new Uint8Array(0);
  /** 1 once a backup has paid it. */
  viaBackup = new Uint8Array(0);
  /**
   * From the deferral of an order to its settlement 1, or from 2 on the outcome that it is settled with, where its
   * own end is still on the way to the customer; else 0.
   */
  deferred = new Uint8Array(0);
  deferredAt = new Float64Array(0);
  /** 1 once something stood in for a service that the order could do without. */
  degraded = new Uint8Array(0);
  private readonly counters: OrderCounter[] = [];

  constructor() {
    super();
    this.pool.attach(this);
  }

  /** From now on `counter` starts anew with every order. */
  count(counter: OrderCounter): void {
    this.counters.push(counter);
    this.pool.attach(counter);
  }

  open(number: number, arrivedAt: number, amountCents: number, instance: number): number {
    const slot = this.take(number, instance);
    this.arrivedAt[slot] = arrivedAt;
    this.amountCents[slot] = amountCents;
    this.charges[slot] = 0;
    this.ended[slot] = 0;
    this.paid[slot] = 0;
    this.viaBackup[slot] = 0;
    this.deferred[slot] = 0;
    this.degraded[slot] = 0;
    for (const counter of this.counters) counter.reset(slot);
    return slot;
  }

  /** Whether the order has ended, and is not to be settled yet. */
  isOver(slot: number): boolean {
    return this.ended[slot] === 1 && this.deferred[slot] === 0;
  }

  /** Deferred orders that are not settled, counted slot by slot: for the audit. */
  countDeferred(): OrdersAndMoney {
    return this.countWhere((slot) => this.deferred[slot] === 1 && this.ended[slot] === 1);
  }

  /** What has not ended, counted slot by slot: for the audit, not for every day. */
  countPending(): OrdersAndMoney {
    return this.countWhere((slot) => this.ended[slot] === 0);
  }

  private countWhere(holds: (slot: number) => boolean): OrdersAndMoney {
    let orders = 0;
    let cents = 0;
    this.amountCents.forEach((amountCents, slot) => {
      if (!holds(slot)) return;
      orders++;
      cents += amountCents;
    });
    return { orders, cents };
  }

  /** Visits what has not ended, slot by slot. */
  forEachPending(visit: (number: number, arrivedAtMs: number) => void): void {
    this.ended.forEach((ended, order) => {
      if (ended === 0) visit(this.number[order]!, this.arrivedAt[order]!);
    });
  }

  override resize(capacity: number): void {
    super.resize(capacity);
    // An order is its own: nobody called it, and nothing stands above it.
    this.order.forEach((_, slot) => {
      this.order[slot] = slot;
      this.caller[slot] = slot;
    });
    this.arrivedAt = widened(this.arrivedAt, capacity);
    this.amountCents = widened(this.amountCents, capacity);
    this.class = widened(this.class, capacity);
    this.charges = widened(this.charges, capacity);
    const before = this.ended.length;
    this.ended = widened(this.ended, capacity).fill(1, before);
    this.paid = widened(this.paid, capacity);
    this.viaBackup = widened(this.viaBackup, capacity);
    this.deferred = widened(this.deferred, capacity);
    this.degraded = widened(this.degraded, capacity);
    this.deferredAt = widened(this.deferredAt, capacity);
  }

  protected free(slot: number): void {
    this.pool.release(slot);
  }
}
