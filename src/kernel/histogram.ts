/** Buckets per octave: 2^10, so a quantile is at most 0.1 % below the true one. */
const PRECISION_BITS = 10;
/** The top word of a double holds 20 bits of its mantissa. */
const SHIFT = 20 - PRECISION_BITS;
/** 2^-11 ms and below share the first bucket: on the grid, that is 0 alone. */
const LOWEST_EXPONENT = -11;
const OCTAVES = 54;
const OFFSET = (1023 + LOWEST_EXPONENT) << PRECISION_BITS;
/** The buckets of an octave lie on a page, which is made when the first of them is used. */
const PAGE = 1 << PRECISION_BITS;
/** Buckets are counted by blocks as well, so that whoever reads them passes over the empty ones. */
const BLOCK_BITS = 6;
const BLOCKS = PAGE >> BLOCK_BITS;
/** Of a page on which nothing is counted; the counts of a page's blocks stand behind its buckets. */
const EMPTY = new Float64Array(PAGE + BLOCKS);
const NO_PAGES: readonly Float64Array[] = Array.from({ length: OCTAVES }, () => EMPTY);

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
  private readonly pages = NO_PAGES.slice();

  /** Takes note of `ms`, 0 or more. */
  record(ms: number): void {
    double[0] = ms;
    const bucket = Math.max(0, (words[TOP]! >>> SHIFT) - OFFSET);
    const octave = bucket >> PRECISION_BITS;
    let page = this.pages[octave]!;
    if (page === EMPTY) {
      page = new Float64Array(PAGE + BLOCKS);
      this.pages[octave] = page;
    }
    const place = bucket & (PAGE - 1);
    const block = PAGE + (place >> BLOCK_BITS);
    page[place] = page[place]! + 1;
    page[block] = page[block]! + 1;
    this.count++;
    this.sum += ms;
    if (ms > this.max) this.max = ms;
  }

  quantile(share: number): number {
    return Histogram.quantileOf(this, NOTHING, share);
  }

  clear(): void {
    for (const page of this.pages) {
      if (page !== EMPTY) page.fill(0);
    }
    this.count = 0;
    this.sum = 0;
    this.max = 0;
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
    const count = one.count + other.count;
    if (count === 0) return Number.NaN;
    let left = Math.max(1, Math.ceil(share * count));
    for (let octave = 0; ; octave++) {
      const page = one.pages[octave]!;
      const otherPage = other.pages[octave]!;
      if (page === EMPTY && otherPage === EMPTY) continue;
      for (let block = 0; block < BLOCKS; block++) {
        const inside = page[PAGE + block]! + otherPage[PAGE + block]!;
        if (inside < left) {
          left -= inside;
          continue;
        }
        for (let place = block << BLOCK_BITS; ; place++) {
          left -= page[place]! + otherPage[place]!;
          if (left <= 0) return lowerBound((octave << PRECISION_BITS) + place);
        }
      }
    }
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
