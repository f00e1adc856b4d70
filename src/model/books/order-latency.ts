import { bucketOf, type Durations, Histogram } from '../../kernel/histogram.ts';

/** From arrival to outcome: of orders that ended paid, of those that ended otherwise, of all. */
export interface OrderLatency {
  readonly paid: Durations;
  readonly unpaid: Durations;
  readonly all: Durations;
}

/** The latency of orders, over the run and, where somebody reads that, over its present tick. */
export class OrderLatencyBook {
  private readonly readsTicks: boolean;
  private readonly paid = new Histogram();
  private readonly unpaid = new Histogram();
  private readonly paidInTick = new Histogram();
  private readonly unpaidInTick = new Histogram();
  readonly run: OrderLatency = latencyOf(this.paid, this.unpaid);
  readonly tick: OrderLatency = latencyOf(this.paidInTick, this.unpaidInTick);

  constructor(readsTicks: boolean) {
    this.readsTicks = readsTicks;
  }

  record(ms: number, isPaid: boolean): void {
    const bucket = bucketOf(ms);
    (isPaid ? this.paid : this.unpaid).add(bucket, ms);
    if (this.readsTicks) this.recordInTick(bucket, ms, isPaid);
  }

  private recordInTick(bucket: number, ms: number, isPaid: boolean): void {
    (isPaid ? this.paidInTick : this.unpaidInTick).add(bucket, ms);
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
