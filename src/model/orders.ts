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
  /** 1 where the service turned the last call away without looking at it. */
  refused = new Uint8Array(0);
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
    const order = this.pool.allocate();
    this.number[order] = number;
    this.arrivedAt[order] = arrivedAt;
    this.amountCents[order] = amountCents;
    this.instance[order] = instance;
    this.calls[order] = 0;
    this.rejections[order] = 0;
    this.charges[order] = 0;
    this.ended[order] = 0;
    this.paid[order] = 0;
    this.viaBackup[order] = 0;
    this.deferred[order] = 0;
    this.references[order] = 1;
    return order;
  }

  hold(order: number): void {
    this.references[order] = this.references[order]! + 1;
  }

  release(order: number): void {
    this.references[order] = this.references[order]! - 1;
    if (this.references[order] === 0) this.pool.release(order);
  }

  /** Whether the order has ended, and is not to be settled yet. */
  isOver(order: number): boolean {
    return this.ended[order] === 1 && this.deferred[order] === 0;
  }

  noteRejection(order: number): void {
    this.rejections[order] = this.rejections[order]! + 1;
  }

  /** Calls and rejected tries so far: the key to the luck of what is no call. */
  triesOf(order: number): number {
    return this.calls[order]! + this.rejections[order]!;
  }

  /** Deferred orders that are not settled, counted slot by slot: for the audit. */
  countDeferred(): OrdersAndMoney {
    return this.countWhere((order) => this.deferred[order] === 1);
  }

  /** What has not ended, counted slot by slot: for the audit, not for every day. */
  countPending(): OrdersAndMoney {
    return this.countWhere((order) => this.ended[order] === 0);
  }

  private countWhere(holds: (order: number) => boolean): OrdersAndMoney {
    let orders = 0;
    let cents = 0;
    this.amountCents.forEach((amountCents, order) => {
      if (!holds(order)) return;
      orders++;
      cents += amountCents;
    });
    return { orders, cents };
  }

  resize(capacity: number): void {
    this.number = widened(this.number, capacity);
    this.arrivedAt = widened(this.arrivedAt, capacity);
    this.amountCents = widened(this.amountCents, capacity);
    this.instance = widened(this.instance, capacity);
    this.calls = widened(this.calls, capacity);
    this.rejections = widened(this.rejections, capacity);
    this.refused = widened(this.refused, capacity);
    this.charges = widened(this.charges, capacity);
    const before = this.ended.length;
    this.ended = widened(this.ended, capacity).fill(1, before);
    this.paid = widened(this.paid, capacity);
    this.viaBackup = widened(this.viaBackup, capacity);
    this.deferred = widened(this.deferred, capacity);
    this.references = widened(this.references, capacity);
  }
}
