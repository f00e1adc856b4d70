/**
 * Degree, polynomial and first direction numbers of each dimension after the first: the beginning of the table
 * `new-joe-kuo-6.21201` (S. Joe and F. Y. Kuo, Constructing Sobol sequences with better two-dimensional
 * projections, SIAM J. Sci. Comput. 30, 2008).
 */
const TABLE: readonly (readonly [degree: number, polynomial: number, first: readonly number[]])[] =
  [
    [1, 0, [1]],
    [2, 1, [1, 3]],
    [3, 1, [1, 3, 1]],
    [3, 2, [1, 1, 1]],
    [4, 1, [1, 1, 3, 3]],
    [4, 4, [1, 3, 5, 13]],
    [5, 2, [1, 1, 5, 5, 17]],
    [5, 4, [1, 1, 5, 5, 5]],
    [5, 7, [1, 1, 7, 11, 19]],
    [5, 11, [1, 1, 5, 1, 1]],
    [5, 13, [1, 1, 1, 3, 11]],
    [5, 14, [1, 3, 5, 5, 31]],
    [6, 1, [1, 3, 3, 9, 7, 49]],
    [6, 13, [1, 1, 1, 15, 21, 21]],
    [6, 16, [1, 3, 1, 13, 27, 49]],
    [6, 19, [1, 1, 1, 15, 7, 5]],
    [6, 22, [1, 3, 1, 15, 13, 25]],
    [6, 25, [1, 1, 5, 5, 19, 61]],
    [7, 1, [1, 3, 7, 11, 23, 15, 103]],
    [7, 4, [1, 3, 7, 13, 13, 15, 69]],
  ];

/** Dimensions that the table goes to. */
export const MOST_DIMENSIONS = TABLE.length + 1;

const BITS = 32;
const SCALE = 2 ** BITS;

/**
 * The points of Sobol's sequence in `[0, 1)^dimensions`, the origin first, in the order of Antonov and Saleev. Any
 * first 2^k of them put exactly one into each 2^k-th of every axis, which luck does not. `dimensions`: 1 to
 * MOST_DIMENSIONS. Ends after 2^32 points.
 */
export function* sobol(dimensions: number): Generator<readonly number[]> {
  const directions = Array.from({ length: dimensions }, (_, axis) => directionsOf(axis));
  const point = new Uint32Array(dimensions);
  for (let index = 0; index < SCALE; index++) {
    yield Array.from(point, (bits) => bits / SCALE);
    const bit = lowestZero(index);
    for (let axis = 0; axis < dimensions; axis++) point[axis]! ^= directions[axis]![bit]!;
  }
}

/** The direction numbers of an axis, the first bit behind the point in the highest place. */
function directionsOf(axis: number): Uint32Array {
  const numbers = new Uint32Array(BITS);
  if (axis === 0) return numbers.map((_, bit) => 2 ** (BITS - 1 - bit));
  const [degree, polynomial, first] = TABLE[axis - 1]!;
  for (let bit = 0; bit < BITS; bit++) {
    if (bit < degree) {
      numbers[bit] = first[bit]! * 2 ** (BITS - 1 - bit);
      continue;
    }
    let number = numbers[bit - degree]! ^ (numbers[bit - degree]! >>> degree);
    for (let term = 1; term < degree; term++) {
      const isIn = (polynomial >>> (degree - 1 - term)) & 1;
      if (isIn === 1) number ^= numbers[bit - term]!;
    }
    numbers[bit] = number;
  }
  return numbers;
}

/** The place of the lowest bit of `index` that is 0. */
function lowestZero(index: number): number {
  return 31 - Math.clz32(~index & (index + 1));
}
