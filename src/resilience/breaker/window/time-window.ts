import type { OutcomeWindow } from './outcome-window.ts';

/** A ring for so many calls is what a circuit begins with: in a fleet most have few in their window. */
const FEW = 4;

/**
 * The calls of the last `spanMs`, each kept until it is that old to the very instant: no buckets that
 * forget in lumps. Costs 16 bytes a call in the window.
 */
export class TimeWindow implements OutcomeWindow {
  calls = 0;
  sum = 0;
  readonly needsTime = true;
  private readonly spanMs: number;
  /** A ring; its length is a power of two. */
  private instants = new Float64Array(FEW);
  private values = new Float64Array(FEW);
  private oldest = 0;

  constructor(spanMs: number) {
    this.spanMs = spanMs;
  }

  record(now: number, value: number): void {
    this.expire(now);
    if (this.calls === this.instants.length) this.grow();
    const place = (this.oldest + this.calls) & (this.instants.length - 1);
    this.instants[place] = now;
    this.values[place] = value;
    this.sum += value;
    this.calls++;
  }

  expire(now: number): void {
    while (this.calls > 0 && now - this.instants[this.oldest]! >= this.spanMs) {
      this.sum -= this.values[this.oldest]!;
      this.calls--;
      this.oldest = (this.oldest + 1) & (this.instants.length - 1);
    }
  }

  clear(): void {
    this.calls = 0;
    this.sum = 0;
    this.oldest = 0;
  }

  private grow(): void {
    const length = this.instants.length;
    const instants = new Float64Array(length * 2);
    const values = new Float64Array(length * 2);
    for (let i = 0; i < this.calls; i++) {
      const from = (this.oldest + i) & (length - 1);
      instants[i] = this.instants[from]!;
      values[i] = this.values[from]!;
    }
    this.instants = instants;
    this.values = values;
    this.oldest = 0;
  }
}
