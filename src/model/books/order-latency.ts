import { type Durations, Histogram } from '../../kernel/histogram.ts';

/** From arrival to outcome: of orders that ended paid, of those that ended otherwise, of all. */
export class OrderLatency {
  readonly paid = new Histogram();
  readonly unpaid = new Histogram();
  readonly all: Durations = Histogram.union(this.paid, this.unpaid);

  /** Adds all that `other` holds, and empties it. */
  absorb(other: OrderLatency): void {
    this.paid.absorb(other.paid);
    this.unpaid.absorb(other.unpaid);
  }
}
