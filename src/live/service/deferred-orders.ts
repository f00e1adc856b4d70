import type { Settlement } from '../../resilience/fallback/deferral-line.ts';
import type { CallOptions, Guard, Task } from '../../resilience/guard.ts';
import { NEVER } from '../../resilience/guard.ts';
import { inHand, type Passage } from './order-in-hand.ts';

/**
 * Stands just inside a fallback that defers, and knows whose task it is that is tried again: the fallback
 * itself knows tasks only, and tries them when their orders are in nobody's hands any more.
 */
export class DeferredOrders implements Guard {
  private readonly listener: { onSettled(passage: Passage, error: unknown): void };
  /** The task of an order is the same whenever it is tried. */
  private readonly passagesOf = new WeakMap<Task<unknown>, Passage>();
  private readonly lastOf = new WeakMap<object, Passage>();

  constructor(listener: { onSettled(passage: Passage, error: unknown): void }) {
    this.listener = listener;
  }

  async execute<Result>(task: Task<Result>, { signal = NEVER }: CallOptions = {}): Promise<Result> {
    const passage = this.passagesOf.get(task) ?? inHand.getStore()!;
    this.passagesOf.set(task, passage);
    return inHand.run(passage, async () => {
      try {
        const result = await task(signal);
        this.remember(result, passage);
        return result;
      } catch (error) {
        this.remember(error, passage);
        throw error;
      }
    });
  }

  settle(settlement: Settlement): void {
    const end = settlement.outcome === 'successful' ? settlement.result : settlement.error;
    const passage = this.lastOf.get(end as object);
    if (passage === undefined) return;
    this.listener.onSettled(passage, settlement.outcome === 'successful' ? undefined : end);
  }

  private remember(end: unknown, passage: Passage): void {
    if (typeof end === 'object' && end !== null) this.lastOf.set(end, passage);
  }
}
