/** Buckets per octave: a quantile is within 1.1 % of the true one. */
const PER_OCTAVE = 32;
/** 2^-10 ms and below share the first bucket, 2^24 ms (four hours) and above the last. */
const LOWEST_OCTAVE = -10;
const OCTAVES = 34;
const BUCKETS = OCTAVES * PER_OCTAVE;

/**
 * Latencies in log-linear buckets, small enough that there may be thousands of these: a step of a recording has
 * one. (The simulator's own histogram is ten times finer, and larger.)
 */
export class LatencySketch {
  count = 0;
  sum = 0;
  private buckets: Uint32Array | undefined;

  /** Takes note of `ms`, 0 or more. */
  record(ms: number): void {
    this.buckets ??= new Uint32Array(BUCKETS);
    const place = bucketOf(ms);
    this.buckets[place] = this.buckets[place]! + 1;
    this.count++;
    this.sum += ms;
  }

  /** Takes in all that another has seen. */
  add(other: LatencySketch): void {
    const { buckets } = other;
    if (buckets === undefined) return;
    this.buckets ??= new Uint32Array(BUCKETS);
    for (let i = 0; i < BUCKETS; i++) this.buckets[i] = this.buckets[i]! + buckets[i]!;
    this.count += other.count;
    this.sum += other.sum;
  }

  /** In ms, by nearest rank, the middle of its bucket; NaN if there are none. */
  quantile(share: number): number {
    if (this.buckets === undefined) return Number.NaN;
    let left = Math.max(1, Math.ceil(share * this.count));
    for (let i = 0; i < BUCKETS; i++) {
      left -= this.buckets[i]!;
      if (left <= 0) return i === 0 ? 0 : 2 ** ((i + 0.5) / PER_OCTAVE + LOWEST_OCTAVE);
    }
    return Number.NaN;
  }
}

function bucketOf(ms: number): number {
  if (ms <= 0) return 0;
  const place = Math.floor((Math.log2(ms) - LOWEST_OCTAVE) * PER_OCTAVE);
  return Math.min(BUCKETS - 1, Math.max(0, place));
}
