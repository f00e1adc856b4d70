import { bucketOf, type Durations, Histogram } from '../../kernel/histogram.ts';

/** From arrival to outcome: of orders that ended paid, of those that ended otherwise, of all. */
export interface OrderLatency {
  readonly paid: Durations;
  readonly unpaid: Durations;
  readonly all: Durations;
}

/** The latency of orders, over the run and over its present tick. */
export class OrderLatencyBook {
  private readonly paid = new Histogram();
  private readonly unpaid = new Histogram();
  private readonly paidInTick = new Histogram();
  private readonly unpaidInTick = new Histogram();
  readonly run: OrderLatency = latencyOf(this.paid, this.unpaid);
  readonly tick: OrderLatency = latencyOf(this.paidInTick, this.unpaidInTick);

  record(ms: number, isPaid: boolean): void {
    const bucket = bucketOf(ms);
    if (isPaid) {
      this.paid.add(bucket, ms);
      this.paidInTick.add(bucket, ms);
    } else {
      this.unpaid.add(bucket, ms);
      this.unpaidInTick.add(bucket, ms);
    }
  }

  /** A new tick begins. */
  closeTick(): void {
    this.paidInTick.clear();
    this.unpaidInTick.clear();
  }
}

function latencyOf(paid: Histogram, unpaid: Histogram): OrderLatency {
  return { paid, unpaid, all: Histogram.together([paid, unpaid]) };
}
