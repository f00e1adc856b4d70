import { assert } from '../../kernel/assert.ts';
import { Histogram } from '../../kernel/histogram.ts';
import type { OrdersAndMoney } from '../orders.ts';
import { OUTCOMES, type Outcome } from '../outcome.ts';

/** What became of deferred orders after they had ended as deferred: the second half of their story. */
export class DeferralBook {
  orders = 0;
  /** How the settled ones ended, in orders and in cents. */
  readonly settled = new Float64Array(OUTCOMES);
  readonly settledCents = new Float64Array(OUTCOMES);
  waitingCents = 0;
  /** From deferral to settlement. */
  readonly wait = new Histogram();

  defer(amountCents: number): void {
    this.orders++;
    this.waitingCents += amountCents;
  }

  settle(outcome: Outcome, amountCents: number, waitedMs: number): void {
    this.settled[outcome] = this.settled[outcome]! + 1;
    this.settledCents[outcome] = this.settledCents[outcome]! + amountCents;
    this.waitingCents -= amountCents;
    this.wait.record(waitedMs);
  }

  get drained(): number {
    return this.settled.reduce((sum, count) => sum + count, 0);
  }

  get waiting(): number {
    return this.orders - this.drained;
  }

  /** Checks the book against what ended as deferred and against what waits, counted apart. */
  audit(deferred: OrdersAndMoney, waiting: OrdersAndMoney): void {
    assert(
      this.orders === deferred.orders && this.waiting === waiting.orders,
      () =>
        `deferred orders do not add up: ${deferred.orders} were deferred, ${this.drained} of ${this.orders} are settled, ${waiting.orders} wait`,
    );
    const settledCents = this.settledCents.reduce((sum, cents) => sum + cents, 0);
    assert(
      this.waitingCents === waiting.cents && deferred.cents === settledCents + waiting.cents,
      () =>
        `deferred cents do not add up: ${deferred.cents} were deferred, ${settledCents} are settled, ${this.waitingCents} of ${waiting.cents} wait`,
    );
  }
}
