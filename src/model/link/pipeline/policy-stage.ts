import type { LimitName } from '../../books/link-book.ts';
import type { Callee, Caller } from '../../call.ts';
import { OUTCOME, type Outcome } from '../../outcome.ts';
import type { Run } from '../../run.ts';
import type { Desk } from '../desk.ts';

/**
 * One policy of a pipeline at work, for all instances of the service whose calls it guards. `begin` goes
 * inward, `end` comes back out; what a stage must remember of a call lies in arrays indexed by the caller's
 * slot, and what it must remember of a circuit in a cell.
 */
export abstract class PolicyStage implements Caller, Callee {
  protected readonly outer: Caller;
  protected readonly desk: Desk;
  protected readonly run: Run;
  protected inner!: Callee;

  constructor(outer: Caller, desk: Desk) {
    this.outer = outer;
    this.desk = desk;
    this.run = desk.run;
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

  /** Turns the try away before it becomes a call. */
  protected reject(slot: number, by: LimitName): void {
    this.desk.reject(slot, by);
    this.outer.end(slot, OUTCOME.rejected);
  }

  /** The instance whose call it is: of what every instance has for itself, the cell. */
  protected instanceOf(slot: number): number {
    return this.desk.requests.instanceOf(slot);
  }

  /** One for each instance. */
  protected cells<Cell>(create: (instance: number) => Cell): readonly Cell[] {
    return Array.from({ length: this.desk.instances }, (_, instance) => create(instance));
  }
}
