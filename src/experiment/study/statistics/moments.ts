import { Bug } from '../../../kernel/assert.ts';
import { ExactSum } from './exact-sum.ts';

/** Values of 2^-200 to 2^200 either way, about 10^±60, have squares that can be told exactly. */
const LARGEST = 2 ** 200;
const SMALLEST = 2 ** -200;

/** Moments as they are written: the sums as `ExactSum` writes them. */
export interface MomentsJson {
  readonly count: number;
  readonly lacking: number;
  readonly sum: readonly number[];
  readonly squares: readonly number[];
}

/**
 * What is needed of many values to tell their mean and how it scatters. The sums are exact, so that values
 * may be added and merged in any order and by any number of workers, to the same bytes.
 */
export class Moments {
  /** Values that were numbers. */
  count = 0;
  /** Values that were null: there was nothing to measure. They are no part of the mean. */
  lacking = 0;
  private readonly sum = new ExactSum();
  private readonly squares = new ExactSum();

  static from({ count, lacking, sum, squares }: MomentsJson): Moments {
    const moments = new Moments();
    moments.count = count;
    moments.lacking = lacking;
    moments.sum.merge(ExactSum.from(sum));
    moments.squares.merge(ExactSum.from(squares));
    return moments;
  }

  /** Takes note of a value: null, 0, or about 10^-60 to 10^60 either way. */
  add(value: number | null): void {
    if (value === null) {
      this.lacking++;
      return;
    }
    const size = Math.abs(value);
    if (!(size <= LARGEST && (size >= SMALLEST || size === 0))) {
      throw new Bug(`${value} is beyond any metric`);
    }
    this.count++;
    this.sum.add(value);
    this.squares.addProduct(value, value);
  }

  /** Adds all that `other` holds, which stays as it is. */
  merge(other: Moments): void {
    this.count += other.count;
    this.lacking += other.lacking;
    this.sum.merge(other.sum);
    this.squares.merge(other.squares);
  }

  /** NaN where there are no values. */
  get mean(): number {
    return this.sum.value / this.count;
  }

  /** The unbiased variance, (n Σx² − (Σx)²) / (n (n − 1)), its numerator exact; NaN of fewer than two values. */
  get variance(): number {
    const { count } = this;
    if (count < 2) return Number.NaN;
    const numerator = new ExactSum();
    for (const square of this.squares.toJSON()) numerator.addProduct(count, square);
    const parts = this.sum.toJSON();
    for (const one of parts) for (const other of parts) numerator.addProduct(-one, other);
    return numerator.value / count / (count - 1);
  }

  /** Of the mean: √(variance / n). NaN of fewer than two values. */
  get standardError(): number {
    return Math.sqrt(this.variance / this.count);
  }

  toJSON(): MomentsJson {
    const { count, lacking } = this;
    return { count, lacking, sum: this.sum.toJSON(), squares: this.squares.toJSON() };
  }
}
