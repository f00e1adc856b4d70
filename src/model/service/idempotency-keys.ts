import { type SlotColumns, widened } from '../../kernel/slot-pool.ts';
import type { Orders } from '../orders.ts';

/** Which orders one service has charged already: its keys mean nothing to another service. */
export class IdempotencyKeys implements SlotColumns {
  private readonly orders: Orders;
  /** By order slot, the number after that of the order last charged from it. */
  private charged = new Float64Array(0);

  constructor(orders: Orders) {
    this.orders = orders;
    orders.pool.attach(this);
  }

  /** True the first time that the order asks. */
  take(slot: number): boolean {
    const key = this.orders.numberOf(slot) + 1;
    if (this.charged[slot] === key) return false;
    this.charged[slot] = key;
    return true;
  }

  resize(capacity: number): void {
    this.charged = widened(this.charged, capacity);
  }
}
