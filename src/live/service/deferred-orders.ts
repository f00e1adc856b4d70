import type { Settlement } from '../../resilience/fallback/deferral-line.ts';
import type { CallOptions, Guard, Task } from '../../resilience/guard.ts';
import { NEVER } from '../../resilience/guard.ts';
import { inHand, type OrderInHand } from './order-in-hand.ts';

/**
 * Stands just inside a fallback that defers, and knows whose task it is that is tried again: the fallback
 * itself knows tasks only, and tries them when their orders are in nobody's hands any more.
 */
export class DeferredOrders implements Guard {
  private readonly listener: { onSettled(order: OrderInHand, error: unknown): void };
  /** The task of an order is the same whenever it is tried. */
  private readonly ordersOf = new WeakMap<Task<unknown>, OrderInHand>();
  private readonly lastOf = new WeakMap<object, OrderInHand>();

  constructor(listener: { onSettled(order: OrderInHand, error: unknown): void }) {
    this.listener = listener;
  }

  async execute<Result>(task: Task<Result>, { signal = NEVER }: CallOptions = {}): Promise<Result> {
    const order = this.ordersOf.get(task) ?? inHand.getStore()!;
    this.ordersOf.set(task, order);
    return inHand.run(order, async () => {
      try {
        const result = await task(signal);
        this.remember(result, order);
        return result;
      } catch (error) {
        this.remember(error, order);
        throw error;
      }
    });
  }

  settle(settlement: Settlement): void {
    const end = settlement.outcome === 'successful' ? settlement.result : settlement.error;
    const order = this.lastOf.get(end as object);
    if (order === undefined) return;
    this.listener.onSettled(order, settlement.outcome === 'successful' ? undefined : end);
  }

  private remember(end: unknown, order: OrderInHand): void {
    if (typeof end === 'object' && end !== null) this.lastOf.set(end, order);
  }
}
