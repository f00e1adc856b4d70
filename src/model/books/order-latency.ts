import { type Durations, Histogram } from '../../kernel/histogram.ts';

/** From arrival to outcome: of orders that ended paid, of those that ended otherwise, of all. */
export interface OrderLatency {
  readonly paid: Durations;
  readonly unpaid: Durations;
  readonly all: Durations;
}

/** The latency of orders, each written down once: in the tick, which becomes part of the run when it ends. */
export class OrderLatencyBook {
  readonly tick: OrderLatency;
  readonly run: OrderLatency;
  private readonly paid = new Histogram();
  private readonly unpaid = new Histogram();
  private readonly paidBefore = new Histogram();
  private readonly unpaidBefore = new Histogram();

  constructor() {
    const { paid, unpaid, paidBefore, unpaidBefore } = this;
    this.tick = { paid, unpaid, all: Histogram.together([paid, unpaid]) };
    this.run = {
      paid: Histogram.together([paidBefore, paid]),
      unpaid: Histogram.together([unpaidBefore, unpaid]),
      all: Histogram.together([paidBefore, paid, unpaidBefore, unpaid]),
    };
  }

  record(ms: number, isPaid: boolean): void {
    if (isPaid) this.paid.record(ms);
    else this.unpaid.record(ms);
  }

  closeTick(): void {
    this.paidBefore.absorb(this.paid);
    this.unpaidBefore.absorb(this.unpaid);
  }
}
