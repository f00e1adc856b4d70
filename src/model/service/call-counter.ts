import { widened } from '../../kernel/slot-pool.ts';
import type { OrderCounter, Orders } from '../orders.ts';

/** Counts the calls of each order to one service, blocked ones included: the count is the key to their luck. */
export class CallCounter implements OrderCounter {
  private calls = new Int32Array(0);

  constructor(orders: Orders) {
    orders.count(this);
  }

  /** One more call of the order in this slot; which it is, from 1. */
  next(order: number): number {
    const call = this.calls[order]! + 1;
    this.calls[order] = call;
    return call;
  }

  of(order: number): number {
    return this.calls[order]!;
  }

  reset(order: number): void {
    this.calls[order] = 0;
  }

  resize(capacity: number): void {
    this.calls = widened(this.calls, capacity);
  }
}
