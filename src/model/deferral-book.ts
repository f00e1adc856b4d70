import { assert } from '../kernel/assert.ts';
import { Histogram } from '../kernel/histogram.ts';
import { OUTCOME, OUTCOMES, type Outcome } from './outcome.ts';

/** What became of deferred orders after they had ended as deferred: the second half of their story. */
export class DeferralBook {
  orders = 0;
  readonly settled = new Float64Array(OUTCOMES);
  paidCents = 0;
  /** From deferral to settlement. */
  readonly wait = new Histogram();

  defer(): void {
    this.orders++;
  }

  settle(outcome: Outcome, amountCents: number, waitedMs: number): void {
    this.settled[outcome] = this.settled[outcome]! + 1;
    if (outcome === OUTCOME.successful) this.paidCents += amountCents;
    this.wait.record(waitedMs);
  }

  get drained(): number {
    return this.settled.reduce((sum, count) => sum + count, 0);
  }

  get waiting(): number {
    return this.orders - this.drained;
  }

  /** Checks the book against what ended as deferred and against what waits, counted apart. */
  audit(endedDeferred: number, waiting: number): void {
    assert(
      this.orders === endedDeferred && this.waiting === waiting,
      `deferred orders do not add up: ${endedDeferred} were deferred, ${this.drained} of ${this.orders} are settled, ${waiting} wait`,
    );
  }
}
