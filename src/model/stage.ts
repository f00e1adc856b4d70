import type { Outcome } from './outcome.ts';

/** What lies further out: it is told how the order ended. */
export interface Caller {
  end(order: number, outcome: Outcome): void;
}

/** What lies further in: it is asked to begin, and told when nobody waits for the outcome any more. */
export interface Callee {
  begin(order: number): void;
  /** After this `end` is not called for what was begun. */
  cancel(order: number): void;
}

/**
 * One policy of a pipeline at work. `begin` goes inward, `end` comes back out; what a stage must
 * remember of an order lies in arrays indexed by the order's slot.
 */
export abstract class Stage implements Caller, Callee {
  protected readonly outer: Caller;
  protected inner!: Callee;

  constructor(outer: Caller) {
    this.outer = outer;
  }

  connect(inner: Callee): void {
    this.inner = inner;
  }

  abstract begin(order: number): void;
  abstract end(order: number, outcome: Outcome): void;
  abstract cancel(order: number): void;
}
