/** Buckets per octave: 2^10, so a quantile is at most 0.1 % below the true one. */
const PRECISION_BITS = 10;
/** The top word of a double holds 20 bits of its mantissa. */
const SHIFT = 20 - PRECISION_BITS;
/** 2^-11 ms and below share the first bucket: on the grid, that is 0 alone. */
const LOWEST_EXPONENT = -11;
const OCTAVES = 54;
const OFFSET = (1023 + LOWEST_EXPONENT) << PRECISION_BITS;
const BUCKETS = OCTAVES << PRECISION_BITS;
/** There are buckets for those octaves only that durations have been in, and for those between them. */
const OCTAVE = 1 << PRECISION_BITS;
/** Buckets are counted by blocks as well, so that whoever reads them passes over the empty ones. */
const BLOCK_BITS = 6;

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
/** Which of the two words is the top one depends on the machine. */
const TOP = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** What can be read off durations, in ms: the sum and the maximum are exact, quantiles within 0.1 %. */
export interface Durations {
  readonly count: number;
  readonly sum: number;
  /** 0 where there are none. */
  readonly max: number;
  /** The value that `share` (0 to 1) of the values do not exceed, by nearest rank; NaN if there are none. */
  quantile(share: number): number;
}

/**
 * Durations in log-linear buckets, as in HdrHistogram: constant memory, any number of values. A bucket
 * answers with its lower bound, which makes whole milliseconds below 2,048 exact. Mean and maximum are
 * exact always.
 */
export class Histogram implements Durations {
  count = 0;
  sum = 0;
  max = 0;
  /** Most waits are none at all: they are counted apart. */
  private zeros = 0;
  /** The first bucket that there is. */
  private start = BUCKETS;
  private buckets = new Float64Array(0);
  private blocks = new Float64Array(0);

  /** Takes note of `ms`, 0 or more. */
  record(ms: number): void {
    this.count++;
    if (ms === 0) {
      this.zeros++;
      return;
    }
    double[0] = ms;
    const bucket = Math.max(0, (words[TOP]! >>> SHIFT) - OFFSET);
    let place = bucket - this.start;
    if (place < 0 || place >= this.buckets.length) place = this.widen(bucket);
    const block = place >> BLOCK_BITS;
    this.buckets[place] = this.buckets[place]! + 1;
    this.blocks[block] = this.blocks[block]! + 1;
    this.sum += ms;
    if (ms > this.max) this.max = ms;
  }

  quantile(share: number): number {
    return quantileOf([this], share);
  }

  /** Adds all that `other` holds, and empties it. */
  absorb(other: Histogram): void {
    if (other.buckets.length > 0) this.absorbBuckets(other);
    this.count += other.count;
    this.zeros += other.zeros;
    this.sum += other.sum;
    this.max = Math.max(this.max, other.max);
    other.forget();
  }

  clear(): void {
    this.buckets.fill(0);
    this.blocks.fill(0);
    this.forget();
  }

  /** What several histograms hold together, as it stands whenever it is read. */
  static together(parts: readonly Histogram[]): Durations {
    return {
      get count() {
        return parts.reduce((sum, { count }) => sum + count, 0);
      },
      get sum() {
        return parts.reduce((all, { sum }) => all + sum, 0);
      },
      get max() {
        return parts.reduce((longest, { max }) => Math.max(longest, max), 0);
      },
      quantile: (share) => quantileOf(parts, share),
    };
  }

  /** Durations of no length. */
  get noughts(): number {
    return this.zeros;
  }

  /** The first block that there is. */
  get firstBlock(): number {
    return this.start >> BLOCK_BITS;
  }

  /** How many durations are in a block of buckets; there need be no such block. */
  inBlock(block: number): number {
    const place = block - (this.start >> BLOCK_BITS);
    return place >= 0 && place < this.blocks.length ? this.blocks[place]! : 0;
  }

  inBucket(bucket: number): number {
    const place = bucket - this.start;
    return place >= 0 && place < this.buckets.length ? this.buckets[place]! : 0;
  }

  private forget(): void {
    this.count = 0;
    this.zeros = 0;
    this.sum = 0;
    this.max = 0;
  }

  private absorbBuckets(other: Histogram): void {
    if (other.start < this.start) this.widen(other.start);
    const end = other.start + other.buckets.length;
    if (end > this.start + this.buckets.length) this.widen(end - 1);
    const offset = other.start - this.start;
    for (let block = 0; block < other.blocks.length; block++) {
      const inside = other.blocks[block]!;
      if (inside === 0) continue;
      other.blocks[block] = 0;
      const own = block + (offset >> BLOCK_BITS);
      this.blocks[own] = this.blocks[own]! + inside;
      for (let place = block << BLOCK_BITS; place < (block + 1) << BLOCK_BITS; place++) {
        const sum = this.buckets[place + offset]! + other.buckets[place]!;
        this.buckets[place + offset] = sum;
        other.buckets[place] = 0;
      }
    }
  }

  /** Makes room for the octave of a bucket; returns the bucket's place. */
  private widen(bucket: number): number {
    const { start, buckets, blocks } = this;
    const octave = bucket & -OCTAVE;
    const first = Math.min(start, octave);
    const end = Math.max(octave + OCTAVE, buckets.length === 0 ? 0 : start + buckets.length);
    this.start = first;
    this.buckets = new Float64Array(end - first);
    this.blocks = new Float64Array((end - first) >> BLOCK_BITS);
    if (buckets.length > 0) {
      this.buckets.set(buckets, start - first);
      this.blocks.set(blocks, (start - first) >> BLOCK_BITS);
    }
    return bucket - first;
  }
}

function lowerBound(bucket: number): number {
  if (bucket === 0) return 0;
  words[1 - TOP] = 0;
  words[TOP] = (bucket + OFFSET) << SHIFT;
  return double[0]!;
}

/** The value that `share` of all values do not exceed. */
function quantileOf(parts: readonly Histogram[], share: number): number {
  let count = 0;
  let noughts = 0;
  let block = Number.POSITIVE_INFINITY;
  for (const part of parts) {
    count += part.count;
    noughts += part.noughts;
    block = Math.min(block, part.firstBlock);
  }
  if (count === 0) return Number.NaN;
  let left = Math.max(1, Math.ceil(share * count)) - noughts;
  if (left <= 0) return 0;
  for (; ; block++) {
    let inside = 0;
    for (const part of parts) inside += part.inBlock(block);
    if (inside >= left) break;
    left -= inside;
  }
  for (let bucket = block << BLOCK_BITS; ; bucket++) {
    for (const part of parts) left -= part.inBucket(bucket);
    if (left <= 0) return lowerBound(bucket);
  }
}
