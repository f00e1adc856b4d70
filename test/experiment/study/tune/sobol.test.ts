import { describe, expect, it } from 'vitest';
import { MOST_DIMENSIONS, sobol } from '../../../../src/experiment/study/tune/sobol.ts';

function points(dimensions: number, count: number): (readonly number[])[] {
  const found: (readonly number[])[] = [];
  for (const point of sobol(dimensions)) {
    if (found.push(point) === count) break;
  }
  return found;
}

describe('sobol', () => {
  it('begins as in the notes of Joe and Kuo (the example of sobol.cc: ten points of three dimensions)', () => {
    expect(points(3, 10)).toEqual([
      [0, 0, 0],
      [0.5, 0.5, 0.5],
      [0.75, 0.25, 0.25],
      [0.25, 0.75, 0.75],
      [0.375, 0.375, 0.625],
      [0.875, 0.875, 0.125],
      [0.625, 0.125, 0.875],
      [0.125, 0.625, 0.375],
      [0.1875, 0.3125, 0.9375],
      [0.6875, 0.8125, 0.4375],
    ]);
  });

  it('agrees with SciPy 1.17 (qmc.Sobol, scramble=False) on its 17th point of 21 dimensions', () => {
    expect(points(21, 17)[16]).toEqual([
      0.09375, 0.46875, 0.46875, 0.65625, 0.28125, 0.96875, 0.53125, 0.84375, 0.46875, 0.15625,
      0.09375, 0.40625, 0.65625, 0.65625, 0.34375, 0.03125, 0.78125, 0.59375, 0.78125, 0.03125,
      0.71875,
    ]);
  });

  it.each([3, 6, 10])(
    'puts one of the first 2^%i points into each 2^k-th of every axis',
    (power) => {
      const count = 2 ** power;
      const cells = points(MOST_DIMENSIONS, count).map((point) =>
        point.map((value) => Math.floor(value * count)),
      );
      for (let axis = 0; axis < MOST_DIMENSIONS; axis++) {
        expect(new Set(cells.map((cell) => cell[axis])).size).toBe(count);
      }
    },
  );

  it('covers the first two axes: one of 64 points into each cell of the grid of 8 by 8', () => {
    const cells = points(2, 64).map(([x, y]) => 8 * Math.floor(8 * x!) + Math.floor(8 * y!));
    expect(new Set(cells).size).toBe(64);
  });
});
