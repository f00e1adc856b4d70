import type { OrderClasses } from '../../model/traffic/classes.ts';
import { OrderInHand } from './order-in-hand.ts';
import type { Request } from './serving.ts';

/** The orders that a process has requests of: what one request of an order learns, another of it knows. */
export class OrdersInHand {
  private readonly classes: OrderClasses | undefined;
  private readonly orders = new Map<number, { readonly order: OrderInHand; requests: number }>();

  constructor(classes: OrderClasses | undefined) {
    this.classes = classes;
  }

  /** The place of the class of the order so numbered; 0 where all are alike. */
  classOf(order: number): number {
    return this.classes?.of(order) ?? 0;
  }

  take({ order: number, amountCents, calls }: Request): OrderInHand {
    const known = this.orders.get(number);
    const order = known?.order ?? new OrderInHand(number, amountCents, this.classOf(number));
    this.orders.set(number, { order, requests: (known?.requests ?? 0) + 1 });
    order.learn(calls);
    return order;
  }

  /** A request of the order has ended. */
  giveBack({ number }: OrderInHand): void {
    const known = this.orders.get(number)!;
    if (--known.requests === 0) this.orders.delete(number);
  }
}
