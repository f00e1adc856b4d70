import { Bug } from '../../../kernel/assert.ts';

/** So many different values are kept apart. */
const KEPT = 1_000;
/** Bits of a double's mantissa. */
const MANTISSA = 52;
const WORD = 32;

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
/** Which of the two words is the top one depends on the machine. */
const TOP = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** A tally as it is written: the values in growing order, and how often each was seen. */
export interface TallyJson {
  /** Bits of the mantissa that were cut off: 0 where the values are exact. */
  readonly cut: number;
  readonly values: readonly number[];
  readonly counts: readonly number[];
}

/**
 * How often each value was seen, for bands and quantiles. Up to a thousand different values are kept as they are;
 * beyond that all are cut to as many binary digits as leave a thousand different ones (towards zero; one for each power
 * of two at the very least). How many digits that is follows from the values alone, and not from their order: cutting
 * more digits off never makes more values of fewer, so merging any parts in any order gives the same tally.
 */
export class Tally {
  count = 0;
  private cut = 0;
  private counts = new Map<number, number>();

  static from({ cut, values, counts }: TallyJson): Tally {
    const tally = new Tally();
    tally.cut = cut;
    for (const [i, value] of values.entries()) tally.put(value, counts[i]!);
    return tally;
  }

  /** Takes note of a value; null is none. */
  add(value: number | null): void {
    if (value === null) return;
    if (!Number.isFinite(value)) throw new Bug(`${value} cannot be tallied`);
    this.put(value, 1);
    this.coarsen();
  }

  /** Adds all that `other` holds, which stays as it is. */
  merge(other: Tally): void {
    if (other.cut > this.cut) this.recut(other.cut);
    for (const [value, count] of other.counts) this.put(value, count);
    this.coarsen();
  }

  /** The value that `share` (0 to 1) of the values do not exceed, by nearest rank; null of none. */
  quantile(share: number): number | null {
    return this.ranked()(Math.ceil(share * this.count));
  }

  /** The value of a rank, from 1 for the smallest; ranks beyond the ends mean the ends. Null of none. */
  ranked(): (rank: number) => number | null {
    const values = this.values();
    const upTo = new Float64Array(values.length);
    let seen = 0;
    for (const [i, value] of values.entries()) upTo[i] = seen += this.counts.get(value)!;
    return (rank) => {
      let low = 0;
      let high = values.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (upTo[middle]! >= rank) high = middle;
        else low = middle + 1;
      }
      return values[low] ?? null;
    };
  }

  toJSON(): TallyJson {
    const values = this.values();
    return { cut: this.cut, values, counts: values.map((value) => this.counts.get(value)!) };
  }

  /** In growing order. */
  private values(): number[] {
    return [...this.counts.keys()].sort((one, other) => one - other);
  }

  private put(value: number, count: number): void {
    const key = this.cut === 0 ? value + 0 : shortened(value, this.cut);
    this.counts.set(key, (this.counts.get(key) ?? 0) + count);
    this.count += count;
  }

  /** Cuts as many digits off as it takes, and no more. */
  private coarsen(): void {
    while (this.counts.size > KEPT && this.cut < MANTISSA) this.recut(this.cut + 1);
  }

  private recut(cut: number): void {
    const { counts } = this;
    this.cut = cut;
    this.counts = new Map();
    this.count = 0;
    for (const [value, count] of counts) this.put(value, count);
  }
}

/** The value less the last `cut` binary digits of its mantissa, towards zero. */
function shortened(value: number, cut: number): number {
  double[0] = value;
  if (cut >= WORD) {
    words[1 - TOP] = 0;
    words[TOP] = words[TOP]! & (-1 << (cut - WORD));
  } else {
    words[1 - TOP] = words[1 - TOP]! & (-1 << cut);
  }
  // Without the sign of a zero.
  return double[0]! + 0;
}
