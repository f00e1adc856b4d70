import type { OutcomeWindow } from './outcome-window.ts';

/**
 * The calls of the last `spanMs`, forgotten in lumps: time is cut into buckets at whole multiples of their
 * length by the caller's clock, and the window is the present bucket with those before it, `buckets` in all.
 * A single bucket is a window that tumbles: a burst across its border may pass unseen. Costs 16 bytes a
 * bucket, however many calls there are.
 */
export class BucketWindow implements OutcomeWindow {
  calls = 0;
  sum = 0;
  readonly needsTime = true;
  private readonly bucketMs: number;
  /** Rings: the bucket that began at k times its length stands at k, modulo how many there are. */
  private readonly callsOf: Float64Array;
  private readonly sumOf: Float64Array;
  private present = 0;

  constructor(spanMs: number, buckets: number) {
    this.bucketMs = spanMs / buckets;
    this.callsOf = new Float64Array(buckets);
    this.sumOf = new Float64Array(buckets);
  }

  record(now: number, value: number): void {
    this.expire(now);
    const place = this.present % this.callsOf.length;
    this.callsOf[place]!++;
    this.sumOf[place]! += value;
    this.calls++;
    this.sum += value;
  }

  expire(now: number): void {
    const present = Math.floor(now / this.bucketMs);
    // Who only asks where it stands may name an instant that has passed.
    if (present <= this.present) return;
    if (present - this.present >= this.callsOf.length) this.clear();
    else {
      for (let bucket = this.present + 1; bucket <= present; bucket++) {
        this.empty(bucket % this.callsOf.length);
      }
    }
    this.present = present;
  }

  clear(): void {
    this.calls = 0;
    this.sum = 0;
    this.callsOf.fill(0);
    this.sumOf.fill(0);
  }

  private empty(place: number): void {
    this.calls -= this.callsOf[place]!;
    this.sum -= this.sumOf[place]!;
    this.callsOf[place] = 0;
    this.sumOf[place] = 0;
  }
}
