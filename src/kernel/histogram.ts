/** Buckets per octave: 2^10, so a quantile is at most 0.1 % below the true one. */
const PRECISION_BITS = 10;
/** The top word of a double holds 20 bits of its mantissa. */
const SHIFT = 20 - PRECISION_BITS;
/** 2^-11 ms and below share the first bucket: on the grid, that is 0 alone. */
const LOWEST_EXPONENT = -11;
const OCTAVES = 54;
const OFFSET = (1023 + LOWEST_EXPONENT) << PRECISION_BITS;
const BUCKETS = OCTAVES << PRECISION_BITS;
/** Buckets are counted by blocks as well, so that whoever reads them passes over the empty ones. */
const BLOCK_BITS = 7;
const BLOCKS = BUCKETS >> BLOCK_BITS;
/** So many values are noted before they are sorted into buckets, all in one go: it takes half the time. */
const BATCH = 256;

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
  private readonly noted = new Float64Array(BATCH);
  private readonly notedWords = new Uint32Array(this.noted.buffer);
  private notedCount = 0;
  /** What follows is of the values that are sorted in. */
  private sorted = 0;
  private total = 0;
  private longest = 0;
  private readonly buckets = new Float64Array(BUCKETS);
  private readonly blocks = new Float64Array(BLOCKS);
  /** The blocks in use lie from `first` to before `end`. */
  private first = BLOCKS;
  private end = 0;

  /** Takes note of `ms`, 0 or more. */
  record(ms: number): void {
    this.noted[this.notedCount++] = ms;
    if (this.notedCount === BATCH) this.sortIn();
  }

  get count(): number {
    return this.sorted + this.notedCount;
  }

  get sum(): number {
    this.sortIn();
    return this.total;
  }

  get max(): number {
    this.sortIn();
    return this.longest;
  }

  quantile(share: number): number {
    return Histogram.quantileOf(this, NOTHING, share);
  }

  clear(): void {
    this.sortIn();
    this.buckets.fill(0, this.first << BLOCK_BITS, this.end << BLOCK_BITS);
    this.blocks.fill(0, this.first, this.end);
    this.sorted = 0;
    this.total = 0;
    this.longest = 0;
    this.first = BLOCKS;
    this.end = 0;
  }

  /** What two histograms hold together, as it stands whenever it is read. */
  static union(one: Histogram, other: Histogram): Durations {
    return {
      get count() {
        return one.count + other.count;
      },
      get sum() {
        return one.sum + other.sum;
      },
      get max() {
        return Math.max(one.max, other.max);
      },
      quantile: (share) => Histogram.quantileOf(one, other, share),
    };
  }

  private static quantileOf(one: Histogram, other: Histogram, share: number): number {
    one.sortIn();
    other.sortIn();
    const count = one.sorted + other.sorted;
    if (count === 0) return Number.NaN;
    let left = Math.max(1, Math.ceil(share * count));
    let block = Math.min(one.first, other.first);
    for (; ; block++) {
      const inside = one.blocks[block]! + other.blocks[block]!;
      if (inside >= left) break;
      left -= inside;
    }
    let bucket = block << BLOCK_BITS;
    for (; ; bucket++) {
      left -= one.buckets[bucket]! + other.buckets[bucket]!;
      if (left <= 0) return lowerBound(bucket);
    }
  }

  private sortIn(): void {
    const { noted, notedWords, notedCount, buckets, blocks } = this;
    if (notedCount === 0) return;
    let { total, longest, first, end } = this;
    for (let i = 0; i < notedCount; i++) {
      const ms = noted[i]!;
      const bucket = Math.max(0, (notedWords[2 * i + TOP]! >>> SHIFT) - OFFSET);
      const block = bucket >> BLOCK_BITS;
      buckets[bucket] = buckets[bucket]! + 1;
      blocks[block] = blocks[block]! + 1;
      if (block < first) first = block;
      if (block >= end) end = block + 1;
      total += ms;
      if (ms > longest) longest = ms;
    }
    this.sorted += notedCount;
    this.total = total;
    this.longest = longest;
    this.first = first;
    this.end = end;
    this.notedCount = 0;
  }
}

function lowerBound(bucket: number): number {
  if (bucket === 0) return 0;
  words[1 - TOP] = 0;
  words[TOP] = (bucket + OFFSET) << SHIFT;
  return double[0]!;
}

/** What a histogram is read with where it is read alone. */
const NOTHING = new Histogram();
