import { bucketOf, type Durations, Histogram } from '../../kernel/histogram.ts';

/** How long requests are at a service, from their arrival to their answer: over the run and over its present tick. */
export class RequestLatency {
  private readonly inRun = new Histogram();
  private readonly inTick = new Histogram();
  readonly run: Durations = this.inRun;
  readonly tick: Durations = this.inTick;

  record(ms: number): void {
    const bucket = bucketOf(ms);
    this.inRun.add(bucket, ms);
    this.inTick.add(bucket, ms);
  }

  /** A new tick begins. */
  closeTick(): void {
    this.inTick.clear();
  }
}
