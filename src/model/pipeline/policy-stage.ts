import type { LimitName } from '../books/ledger.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import type { Run } from '../run.ts';

/** What lies further out: it is told how the order in a slot ended. */
export interface Caller {
  end(slot: number, outcome: Outcome): void;
}

/** What lies further in: it is asked to begin, and told when nobody waits for the outcome any more. */
export interface Callee {
  begin(slot: number): void;
  /** After this `end` is not called for what was begun. */
  cancel(slot: number): void;
}

/**
 * One policy of a pipeline at work. `begin` goes inward, `end` comes back out; what a stage must
 * remember of an order lies in arrays indexed by the order's slot.
 */
export abstract class PolicyStage implements Caller, Callee {
  protected readonly outer: Caller;
  protected readonly run: Run;
  protected inner!: Callee;

  constructor(outer: Caller, run: Run) {
    this.outer = outer;
    this.run = run;
  }

  connect(inner: Callee): void {
    this.inner = inner;
  }

  abstract begin(slot: number): void;

  end(slot: number, outcome: Outcome): void {
    this.outer.end(slot, outcome);
  }

  cancel(slot: number): void {
    this.inner.cancel(slot);
  }

  /** Turns the order's try away before it becomes a call. */
  protected reject(slot: number, by: LimitName): void {
    this.run.ledger.rejectTry(slot, by);
    this.run.witness?.noteRejection(slot, by);
    this.outer.end(slot, OUTCOME.rejected);
  }
}
