import { Bug } from '../../../kernel/assert.ts';

/** Products from 2^-900 to 2^900 have a rounding error that is a double, too. */
const SMALLEST_PRODUCT = 2 ** -900;
const LARGEST = 2 ** 900;
/** Veltkamp's constant: it parts a double into two halves of 26 bits. */
const SPLITTER = 2 ** 27 + 1;

/**
 * The sum of doubles without any rounding: kept as doubles that add up to it, each of which takes what the rounding of the
 * one before it cut off. So any order of adding and merging gives the same sum, and the same bytes when it is
 * written: an expansion of doubles that do not overlap (Shewchuk, Adaptive Precision Floating-Point Arithmetic, 1997;
 * Python's `math.fsum` is of the same kind).
 */
export class ExactSum {
  // These hold all there is of most sums, of whole numbers the first alone, at ten times the speed of `parts`.
  private high = 0;
  private middle = 0;
  private low = 0;
  /** What they cannot hold: an expansion, by growing size, none of it 0. */
  private readonly parts: number[] = [];

  /** The sum of parts that `toJSON` wrote. */
  static from(parts: readonly number[]): ExactSum {
    const sum = new ExactSum();
    for (const part of parts) sum.add(part);
    return sum;
  }

  /** Adds a number of at most 2^900 either way. */
  add(x: number): void {
    // Not by `assert`: its message would be put together every time.
    if (!(Math.abs(x) <= LARGEST)) throw new Bug(`${x} cannot be added up exactly`);
    this.put(x);
  }

  /** Adds x · y, exactly: 0, or a product of 2^-900 to 2^900 either way. */
  addProduct(x: number, y: number): void {
    const product = x * y;
    const size = Math.abs(product);
    if (size === 0 ? x === 0 || y === 0 : size >= SMALLEST_PRODUCT && size <= LARGEST) {
      this.put(product);
      if (size > 0) this.put(productError(x, y, product));
      return;
    }
    throw new Bug(`${x} times ${y} cannot be told exactly`);
  }

  /** Adds all that `other` holds, which stays as it is. */
  merge(other: ExactSum): void {
    this.put(other.high);
    this.put(other.middle);
    this.put(other.low);
    for (const part of other.parts) this.put(part);
  }

  /** The sum, rounded once: the double nearest to it, of two as near the even one. */
  get value(): number {
    return rounded(this.expansion());
  }

  /**
   * The sum in the one form that it has, whatever it was added up from: the double nearest to it, then the
   * one nearest to the rest, and so on to nothing.
   */
  toJSON(): readonly number[] {
    const rest = this.expansion();
    const parts: number[] = [];
    while (rest.length > 0) {
      const part = rounded(rest);
      parts.push(part);
      grow(rest, -part);
    }
    return parts;
  }

  private put(x: number): void {
    const high = this.high + x;
    // Knuth's two-sum: what the rounding cut off, exactly, whichever of the two is larger.
    let virtual = high - this.high;
    let error = this.high - (high - virtual) + (x - virtual);
    this.high = high;
    if (error === 0) return;
    const middle = this.middle + error;
    virtual = middle - this.middle;
    error = this.middle - (middle - virtual) + (error - virtual);
    this.middle = middle;
    if (error === 0) return;
    const low = this.low + error;
    virtual = low - this.low;
    error = this.low - (low - virtual) + (error - virtual);
    this.low = low;
    if (error !== 0) grow(this.parts, error);
  }

  /** All of it in doubles that do not overlap. */
  private expansion(): number[] {
    const parts = [...this.parts];
    for (const x of [this.low, this.middle, this.high]) grow(parts, x);
    return parts;
  }
}

/** Adds x to an expansion from below, carrying upwards what it comes to (Shewchuk's "grow expansion"). */
function grow(parts: number[], x: number): void {
  let kept = 0;
  let carried = x;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    const sum = carried + part;
    const virtual = sum - carried;
    const error = carried - (sum - virtual) + (part - virtual);
    if (error !== 0) parts[kept++] = error;
    carried = sum;
  }
  parts.length = kept;
  if (carried !== 0) parts.push(carried);
}

/** What the rounding of `product` = x · y cut off (Dekker, 1971). */
function productError(x: number, y: number, product: number): number {
  const xScaled = SPLITTER * x;
  const xHigh = xScaled - (xScaled - x);
  const xLow = x - xHigh;
  const yScaled = SPLITTER * y;
  const yHigh = yScaled - (yScaled - y);
  const yLow = y - yHigh;
  return xLow * yLow - (product - xHigh * yHigh - xLow * yHigh - xHigh * yLow);
}

/** The sum of an expansion, rounded once, half to even. */
function rounded(parts: readonly number[]): number {
  let i = parts.length - 1;
  if (i < 0) return 0;
  let sum = parts[i]!;
  let rest = 0;
  while (i > 0 && rest === 0) {
    const part = parts[--i]!;
    const next = sum + part;
    rest = part - (next - sum);
    sum = next;
  }
  // Just half a step was cut off, and there is more of it below: that decides, not evenness.
  const below = i > 0 ? parts[i - 1]! : 0;
  if (rest * below > 0) {
    const twice = rest * 2;
    const away = sum + twice;
    if (away - sum === twice) return away;
  }
  return sum;
}
