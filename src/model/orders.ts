import { type SlotColumns, SlotPool, widened } from '../kernel/slot-pool.ts';

/** So many orders, and what they are worth together. */
export interface OrdersAndMoney {
  readonly orders: number;
  readonly cents: number;
}

/** The orders in flight, one slot each. A slot stays taken until its last payment is over. */
export class Orders implements SlotColumns {
  readonly pool = new SlotPool();
  /** Counts from 0 in order of arrival; with the call it is the key to the order's luck. */
  number = new Float64Array(0);
  arrivedAt = new Float64Array(0);
  amountCents = new Float64Array(0);
  /** Which instance of the OrderService has it. */
  instance = new Int32Array(0);
  /** Calls made so far, blocked ones included. */
  calls = new Int32Array(0);
  /** Tries that were turned away before they became calls. */
  private rejections = new Int32Array(0);
  /** Times the card was charged. */
  charges = new Int32Array(0);
  /** 1 once the order has ended, and in a slot that no order has yet. */
  ended = new Uint8Array(0);
  /** 1 once it has ended paid. */
  paid = new Uint8Array(0);
  /** 1 once the backup service has paid it. */
  viaBackup = new Uint8Array(0);
  /** 1 from the deferral of an order to its settlement. */
  deferred = new Uint8Array(0);
  /** The order itself until it ends, and its settlement, and every payment of it that is not over. */
  private references = new Int32Array(0);

  constructor() {
    this.pool.attach(this);
  }

  open(number: number, arrivedAt: number, amountCents: number, instance: number): number {
    const slot = this.pool.allocate();
    this.number[slot] = number;
    this.arrivedAt[slot] = arrivedAt;
    this.amountCents[slot] = amountCents;
    this.instance[slot] = instance;
    this.calls[slot] = 0;
    this.rejections[slot] = 0;
    this.charges[slot] = 0;
    this.ended[slot] = 0;
    this.paid[slot] = 0;
    this.viaBackup[slot] = 0;
    this.deferred[slot] = 0;
    this.references[slot] = 1;
    return slot;
  }

  hold(slot: number): void {
    this.references[slot] = this.references[slot]! + 1;
  }

  release(slot: number): void {
    this.references[slot] = this.references[slot]! - 1;
    if (this.references[slot] === 0) this.pool.release(slot);
  }

  /** Whether the order has ended, and is not to be settled yet. */
  isOver(slot: number): boolean {
    return this.ended[slot] === 1 && this.deferred[slot] === 0;
  }

  noteRejection(slot: number): void {
    this.rejections[slot] = this.rejections[slot]! + 1;
  }

  /** Calls and rejected tries so far: the key to the luck of what is no call. */
  triesOf(slot: number): number {
    return this.calls[slot]! + this.rejections[slot]!;
  }

  /** Deferred orders that are not settled, counted slot by slot: for the audit. */
  countDeferred(): OrdersAndMoney {
    return this.countWhere((slot) => this.deferred[slot] === 1);
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

  resize(capacity: number): void {
    this.number = widened(this.number, capacity);
    this.arrivedAt = widened(this.arrivedAt, capacity);
    this.amountCents = widened(this.amountCents, capacity);
    this.instance = widened(this.instance, capacity);
    this.calls = widened(this.calls, capacity);
    this.rejections = widened(this.rejections, capacity);
    this.charges = widened(this.charges, capacity);
    const before = this.ended.length;
    this.ended = widened(this.ended, capacity).fill(1, before);
    this.paid = widened(this.paid, capacity);
    this.viaBackup = widened(this.viaBackup, capacity);
    this.deferred = widened(this.deferred, capacity);
    this.references = widened(this.references, capacity);
  }
}
