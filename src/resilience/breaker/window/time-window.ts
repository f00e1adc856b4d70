import type { OutcomeWindow } from './outcome-window.ts';

/**
 * The calls of the last `spanMs`, each kept until it is that old to the very instant: no buckets that
 * forget in lumps. Costs 9 bytes a call in the window.
 */
export class TimeWindow implements OutcomeWindow {
  calls = 0;
  failures = 0;
  private readonly spanMs: number;
  /** A ring; its length is a power of two. */
  private instants = new Float64Array(64);
  private failed = new Uint8Array(64);
  private oldest = 0;

  constructor(spanMs: number) {
    this.spanMs = spanMs;
  }

  record(now: number, failed: boolean): void {
    this.expire(now);
    if (this.calls === this.instants.length) this.grow();
    const place = (this.oldest + this.calls) & (this.instants.length - 1);
    this.instants[place] = now;
    this.failed[place] = failed ? 1 : 0;
    this.failures += this.failed[place]!;
    this.calls++;
  }

  expire(now: number): void {
    while (this.calls > 0 && now - this.instants[this.oldest]! >= this.spanMs) {
      this.failures -= this.failed[this.oldest]!;
      this.calls--;
      this.oldest = (this.oldest + 1) & (this.instants.length - 1);
    }
  }

  clear(): void {
    this.calls = 0;
    this.failures = 0;
    this.oldest = 0;
  }

  private grow(): void {
    const length = this.instants.length;
    const instants = new Float64Array(length * 2);
    const failed = new Uint8Array(length * 2);
    for (let i = 0; i < this.calls; i++) {
      const from = (this.oldest + i) & (length - 1);
      instants[i] = this.instants[from]!;
      failed[i] = this.failed[from]!;
    }
    this.instants = instants;
    this.failed = failed;
    this.oldest = 0;
  }
}
