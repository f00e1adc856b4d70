import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactSum } from '../../../../src/experiment/study/statistics/exact-sum.ts';
import { exactly, nearest } from './rational.ts';

/** Whole numbers, numbers of any size, and pairs that nearly cancel. */
const addends = fc
  .array(
    fc.oneof(
      fc.integer(),
      fc.maxSafeInteger(),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: -(2 ** 900), max: 2 ** 900, noNaN: true }),
      fc.constantFrom(0, -0, 0.1, -0.1, 1e16, -1e16, 2 ** 53, 5e-324, 2 ** -53, 1),
    ),
    { maxLength: 40 },
  )
  .chain((xs) => fc.subarray(xs).map((again) => [...xs, ...again.map((x) => -x)]));

const factor = fc.oneof(
  fc.integer(),
  fc.double({ min: 1e-60, max: 1e60, noNaN: true }),
  fc.double({ min: -1e60, max: -1e-60, noNaN: true }),
);

function sumOf(xs: readonly number[]): ExactSum {
  const sum = new ExactSum();
  for (const x of xs) sum.add(x);
  return sum;
}

describe('an exact sum', () => {
  it('is the sum of the rational numbers, rounded once', () => {
    fc.assert(
      fc.property(addends, (xs) => {
        const truth = xs.reduce((sum, x) => sum + exactly(x), 0n);
        expect(sumOf(xs).value).toBe(nearest(truth));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is written in one form, which adds up to it: each part the nearest to what is left', () => {
    fc.assert(
      fc.property(addends, (xs) => {
        let left = xs.reduce((sum, x) => sum + exactly(x), 0n);
        for (const part of sumOf(xs).toJSON()) {
          expect(part).toBe(nearest(left));
          left -= exactly(part);
        }
        expect(left).toBe(0n);
      }),
    );
  });

  it('is the same bytes in any order, and merged by any tree, by way of a file or not', () => {
    fc.assert(
      fc.property(
        addends.chain((xs) =>
          fc.tuple(fc.constant(xs), fc.shuffledSubarray(xs, { minLength: xs.length })),
        ),
        fc.infiniteStream(fc.tuple(fc.nat(), fc.boolean())),
        ([xs, shuffled], choices) => {
          const parts = shuffled.map((x) => sumOf([x]));
          while (parts.length > 1) {
            const [choice, byFile] = choices.next().value as [number, boolean];
            const [taken] = parts.splice(choice % parts.length, 1) as [ExactSum];
            const other = byFile ? ExactSum.from(JSON.parse(JSON.stringify(taken))) : taken;
            parts[choice % parts.length]!.merge(other);
          }
          expect(JSON.stringify(parts[0] ?? new ExactSum())).toBe(JSON.stringify(sumOf(xs)));
        },
      ),
    );
  });

  it('adds products exactly, too', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(factor, factor), { maxLength: 20 }), (pairs) => {
        const sum = new ExactSum();
        for (const [x, y] of pairs) sum.addProduct(x, y);
        // In units of 2^-2148, for products are finer than the smallest double.
        let left = pairs.reduce((total, [x, y]) => total + exactly(x) * exactly(y), 0n);
        for (const part of sum.toJSON()) left -= exactly(part) * exactly(1);
        expect(left).toBe(0n);
      }),
    );
  });

  it('keeps what a plain sum loses', () => {
    expect(sumOf(Array.from({ length: 10 }, () => 0.1)).value).toBe(1);
    expect(sumOf([1e16, 1, -1e16]).value).toBe(1);
    // Half a step above an even number is even's, but for what lies below.
    expect(sumOf([2 ** 53, 1]).value).toBe(2 ** 53);
    expect(sumOf([2 ** 53, 1, 2 ** -60]).value).toBe(2 ** 53 + 2);
    expect(sumOf([-0]).toJSON()).toEqual([]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 2 ** 901])('refuses %s', (x) => {
    expect(() => new ExactSum().add(x)).toThrow(`${x} cannot be added up exactly`);
  });

  it.each([
    [2 ** 500, 2 ** 500],
    [2 ** -500, 2 ** -500],
    [2 ** -600, 2 ** -600],
    [Number.NaN, 1],
  ])('refuses the product of %s and %s', (x, y) => {
    expect(() => new ExactSum().addProduct(x, y)).toThrow('cannot be told exactly');
  });
});
