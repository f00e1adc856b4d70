import type { Outcome } from './outcome.ts';

/** What lies further out: it is told how the request in a slot ended. */
export interface Caller {
  end(slot: number, outcome: Outcome): void;
}

/** What lies further in: it is asked to begin, and told when nobody waits for the outcome any more. */
export interface Callee {
  begin(slot: number): void;
  /** After this `end` is not called for what was begun. */
  cancel(slot: number): void;
}
