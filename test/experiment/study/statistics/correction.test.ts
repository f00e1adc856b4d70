import { describe, expect, it } from 'vitest';
import { simultaneousLevel } from '../../../../src/experiment/study/statistics/correction.ts';

describe("Šidák's level", () => {
  it.each([
    [1, 0.95],
    [0, 0.95],
    [2, 0.974679],
    // As printed in Abdi, The Bonferonni and Šidák corrections for multiple comparisons, 2007: α of 10 is 0.0051.
    [10, 0.994884],
  ])('of %i comparisons is %d', (comparisons, level) => {
    expect(simultaneousLevel(0.95, comparisons)).toBeCloseTo(level, 6);
  });

  it('holds as often as the level says where all comparisons are independent', () => {
    for (const m of [3, 50, 1e6]) expect(simultaneousLevel(0.95, m) ** m).toBeCloseTo(0.95, 8);
  });
});
