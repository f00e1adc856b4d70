import { failedOf, OUTCOME, OUTCOMES, type Outcome } from '../outcome.ts';

/** The orders of one class, as they ended. */
export interface ClassTotals {
  readonly arrived: number;
  readonly paid: number;
  readonly declined: number;
  readonly failed: number;
  readonly blocked: number;
  readonly rejected: number;
  readonly deferred: number;
  readonly substituted: number;
  readonly pending: number;
}

/** Keeps count of the orders of each class. Everything counts up from the start of the run. */
export class ClassBook {
  private readonly names: readonly string[];
  private readonly arrived: Float64Array;
  /** By class and outcome. */
  private readonly ended: Float64Array;

  constructor(names: readonly string[]) {
    this.names = names;
    this.arrived = new Float64Array(names.length);
    this.ended = new Float64Array(names.length * OUTCOMES);
  }

  arrive(place: number): void {
    this.arrived[place] = this.arrived[place]! + 1;
  }

  end(place: number, outcome: Outcome): void {
    const at = place * OUTCOMES + outcome;
    this.ended[at] = this.ended[at]! + 1;
  }

  totals(): Readonly<Record<string, ClassTotals>> {
    return Object.fromEntries(this.names.map((name, place) => [name, this.totalsOf(place)]));
  }

  private totalsOf(place: number): ClassTotals {
    const ended = this.ended.subarray(place * OUTCOMES, (place + 1) * OUTCOMES);
    const arrived = this.arrived[place]!;
    return {
      arrived,
      paid: ended[OUTCOME.successful]!,
      declined: ended[OUTCOME.declined]!,
      failed: failedOf(ended),
      blocked: ended[OUTCOME.blocked]!,
      rejected: ended[OUTCOME.rejected]!,
      deferred: ended[OUTCOME.deferred]!,
      substituted: ended[OUTCOME.substituted]!,
      pending: ended.reduce((left, count) => left - count, arrived),
    };
  }
}
