import { describe, expect, it } from 'vitest';
import { designs, wholeGrid } from '../../../../src/experiment/study/tune/candidates.ts';
import { mainEffects } from '../../../../src/experiment/study/tune/sensitivity.ts';
import { RandomStream } from '../../../../src/kernel/random-stream.ts';

const luck = () => new RandomStream(1, 'sensitivity');

describe('designs', () => {
  it('are the whole grid where it is small, each point once', () => {
    expect(designs([2, 3], 6)).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 0],
      [1, 1],
      [1, 2],
    ]);
  });

  it('are spread over a larger one: every value of every axis equally often', () => {
    const points = designs([8, 4, 2, 8], 64);
    expect(new Set(points.map(String)).size).toBe(64);
    const often = (axis: number, value: number): number =>
      points.filter((point) => point[axis] === value).length;
    expect(Array.from({ length: 8 }, (_, value) => often(0, value))).toEqual(Array(8).fill(8));
    expect(Array.from({ length: 8 }, (_, value) => often(3, value))).toEqual(Array(8).fill(8));
    expect(Array.from({ length: 4 }, (_, value) => often(1, value))).toEqual(Array(4).fill(16));
  });

  it('end where the sequence finds no new point of a grid that is hardly larger', () => {
    const points = designs([3, 3, 3], 26);
    expect(points.length).toBeLessThanOrEqual(26);
    expect(points.length).toBeGreaterThan(20);
  });
});

describe('mainEffects', () => {
  it('of y = 3a + b over a grid of ten by ten: nine tenths and one tenth', () => {
    const grid = wholeGrid([10, 10]);
    const values = grid.map(([a, b]) => 3 * a! + b!);
    const [a, b] = mainEffects(grid, values, [10, 10], luck());
    expect(a!.share).toBeCloseTo(0.9, 9);
    expect(b!.share).toBeCloseTo(0.1, 9);
    expect([a!.matters, b!.matters]).toEqual([true, true]);
    expect(a!.means[9]! - a!.means[0]!).toBeCloseTo(27, 9);
  });

  it('of pure chance: no setting matters, in 19 of 20 studies at least', () => {
    const points = designs([8, 8, 4, 4, 2, 8], 64);
    const sizes = [8, 8, 4, 4, 2, 8];
    let wrong = 0;
    for (let study = 0; study < 60; study++) {
      const noise = new RandomStream(study, 'noise');
      const values = points.map((_, index) => noise.at(index).next());
      const effects = mainEffects(points, values, sizes, new RandomStream(study, 'sensitivity'));
      if (effects.some(({ matters }) => matters)) wrong++;
    }
    expect(wrong).toBeLessThanOrEqual(6);
  });

  it('finds the one setting of nine that matters', () => {
    const sizes = [8, 6, 6, 5, 5, 4, 4, 6, 5];
    const points = designs(sizes, 64);
    const noise = new RandomStream(3, 'noise');
    const values = points.map((point, index) => 10 * (point[3]! - 2) ** 2 + noise.at(index).next());
    const effects = mainEffects(points, values, sizes, luck());
    expect(effects.map(({ matters }) => matters)).toEqual(sizes.map((_, axis) => axis === 3));
    expect(effects[3]!.share).toBeGreaterThan(0.95);
  });
});
