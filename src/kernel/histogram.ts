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
/** A bucket counts up to this and carries the rest: small buckets stay in the processor's nearest cache. */
const CARRY = 1 << 16;

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
/** Which of the two words is the top one depends on the machine. */
const TOP = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** The bucket that a duration belongs to, in every histogram; below 0, the first. */
export function bucketOf(ms: number): number {
  double[0] = ms;
  return (words[TOP]! >>> SHIFT) - OFFSET;
}

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
  sum = 0;
  max = 0;
  private zeros = 0;
  /** The first bucket that there is. */
  private start = BUCKETS;
  private buckets = new Uint16Array(0);
  /** What each bucket has carried; empty as long as none has. */
  private carried = new Float64Array(0);
  private blocks = new Float64Array(0);

  get count(): number {
    let count = this.zeros;
    for (const inBlock of this.blocks) count += inBlock;
    return count;
  }

  /** Takes note of `ms`, 0 or more. */
  record(ms: number): void {
    this.add(bucketOf(ms), ms);
  }

  /** Takes note of no duration at all: most waits are that, and are counted apart. */
  recordNone(): void {
    this.zeros++;
  }

  /** The same as `record`, where the bucket of `ms` is known. */
  add(bucket: number, ms: number): void {
    const { buckets, blocks } = this;
    const place = bucket - this.start;
    if (place < 0 || place >= buckets.length) {
      this.addBeyond(bucket, ms);
      return;
    }
    const block = place >> BLOCK_BITS;
    const count = (buckets[place]! + 1) & (CARRY - 1);
    buckets[place] = count;
    if (count === 0) this.carry(place);
    blocks[block] = blocks[block]! + 1;
    this.sum += ms;
    if (ms > this.max) this.max = ms;
  }

  quantile(share: number): number {
    return Histogram.quantileOf([this], share);
  }

  clear(): void {
    let first = 0;
    let end = this.blocks.length;
    while (first < end && this.blocks[first] === 0) first++;
    while (end > first && this.blocks[end - 1] === 0) end--;
    this.buckets.fill(0, first << BLOCK_BITS, end << BLOCK_BITS);
    this.carried.fill(0, first << BLOCK_BITS, end << BLOCK_BITS);
    this.blocks.fill(0, first, end);
    this.zeros = 0;
    this.sum = 0;
    this.max = 0;
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
      quantile: (share) => Histogram.quantileOf(parts, share),
    };
  }

  private static quantileOf(parts: readonly Histogram[], share: number): number {
    let count = 0;
    let zeros = 0;
    let start = BUCKETS;
    for (const part of parts) {
      count += part.count;
      zeros += part.zeros;
      start = Math.min(start, part.start);
    }
    if (count === 0) return Number.NaN;
    let left = Math.max(1, Math.ceil(share * count)) - zeros;
    if (left <= 0) return 0;
    const blocks = parts.length === 1 ? parts[0]!.blocks : Histogram.blocksOf(parts, start);
    let block = 0;
    while (blocks[block]! < left) left -= blocks[block++]!;
    for (let bucket = start + (block << BLOCK_BITS); ; bucket++) {
      for (const part of parts) left -= part.inBucket(bucket);
      if (left <= 0) return lowerBound(bucket);
    }
  }

  /** How many durations are in each block, from that which begins with the bucket `start` on. */
  private static blocksOf(parts: readonly Histogram[], start: number): Float64Array {
    const end = parts.reduce(
      (last, part) => Math.max(last, part.start + part.buckets.length),
      start,
    );
    const sums = new Float64Array((end - start) >> BLOCK_BITS);
    for (const { blocks, start: own } of parts) {
      const first = (own - start) >> BLOCK_BITS;
      for (let i = 0; i < blocks.length; i++) sums[first + i] = sums[first + i]! + blocks[i]!;
    }
    return sums;
  }

  private inBucket(bucket: number): number {
    const place = bucket - this.start;
    if (place < 0 || place >= this.buckets.length) return 0;
    return this.buckets[place]! + (this.carried[place] ?? 0);
  }

  private addBeyond(bucket: number, ms: number): void {
    if (ms === 0) {
      this.recordNone();
      return;
    }
    const place = Math.max(0, bucket);
    const isThere = place >= this.start && place < this.start + this.buckets.length;
    if (!isThere) this.widen(place);
    this.add(place, ms);
  }

  private carry(place: number): void {
    if (this.carried.length === 0) this.carried = new Float64Array(this.buckets.length);
    this.carried[place] = this.carried[place]! + CARRY;
  }

  /** Makes room for the octave of a bucket. */
  private widen(bucket: number): void {
    const { start, buckets, carried, blocks } = this;
    const octave = bucket & -OCTAVE;
    const first = Math.min(start, octave);
    const end = Math.max(octave + OCTAVE, buckets.length === 0 ? 0 : start + buckets.length);
    this.start = first;
    this.buckets = new Uint16Array(end - first);
    this.blocks = new Float64Array((end - first) >> BLOCK_BITS);
    if (buckets.length > 0) {
      this.buckets.set(buckets, start - first);
      this.blocks.set(blocks, (start - first) >> BLOCK_BITS);
    }
    if (carried.length > 0) {
      this.carried = new Float64Array(end - first);
      this.carried.set(carried, start - first);
    }
  }
}

function lowerBound(bucket: number): number {
  if (bucket === 0) return 0;
  words[1 - TOP] = 0;
  words[TOP] = (bucket + OFFSET) << SHIFT;
  return double[0]!;
}
