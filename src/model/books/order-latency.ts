import { type Durations, Histogram } from '../../kernel/histogram.ts';

/** From arrival to outcome: of orders that ended paid, of those that ended otherwise, of all. */
export class OrderLatency {
  readonly paid = new Histogram();
  readonly unpaid = new Histogram();
  readonly all: Durations = Histogram.union(this.paid, this.unpaid);

  record(ms: number, isPaid: boolean): void {
    if (isPaid) this.paid.record(ms);
    else this.unpaid.record(ms);
  }

  clear(): void {
    this.paid.clear();
    this.unpaid.clear();
  }
}
