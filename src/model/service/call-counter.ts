import type { Orders } from '../orders.ts';

/** Counts the calls of each order to one service, blocked ones included: the count is the key to their luck. */
export class CallCounter {
  private readonly orders: Orders;
  private readonly counter: number;

  constructor(orders: Orders) {
    this.orders = orders;
    this.counter = orders.addCounter();
  }

  /** One more call of the order in this slot; which it is, from 1. */
  next(order: number): number {
    return this.orders.countCall(order, this.counter);
  }

  of(order: number): number {
    return this.orders.callsOf(order, this.counter);
  }
}
