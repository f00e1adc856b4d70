import { describe, expect, it } from 'vitest';
import { cannotTell, meanInterval } from '../../../../src/experiment/study/statistics/interval.ts';
import { momentsOf } from './samples.ts';

/**
 * Additional hours of sleep by two drugs, ten patients: the data of Cushny and Peebles on which Student (1908)
 * tried his law. R tells of them: t.test(extra, paired): t = 4.0621, df = 9, p = 0.002833, interval 0.7001142 to
 * 2.4598858.
 */
const SLEEP = [1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4];

describe('the interval of a mean', () => {
  it("is Student's, for paired differences too", () => {
    const { low, high } = meanInterval(momentsOf(SLEEP))!;
    expect(low).toBeCloseTo(0.7001142, 7);
    expect(high).toBeCloseTo(2.4598858, 7);
  });

  it('is wider at a higher level, around the same mean', () => {
    const { low, high } = meanInterval(momentsOf(SLEEP), 0.99)!;
    // t of 0.005 and 9 degrees of freedom is 3.249836, the standard error 0.3889587.
    expect([low, high]).toEqual([expect.closeTo(0.31595, 5), expect.closeTo(2.84405, 5)]);
  });

  it.each([
    ['none', [], null],
    ['one', [5], null],
    ['two alike', [5, 5], { low: 5, high: 5 }],
    ['nulls', [null, null, 5], null],
  ])('of %s', (_, values, expected) => {
    expect(meanInterval(momentsOf(values))).toEqual(expected);
  });

  it.each([0, 1, 95])('refuses a level of %d', (level) => {
    expect(() => meanInterval(momentsOf(SLEEP), level)).toThrow(`an interval of level ${level}`);
  });
});

describe('nothing can be told', () => {
  it.each([
    [{ low: -1, high: 2 }, true],
    [{ low: 0, high: 2 }, true],
    [{ low: -2, high: 0 }, true],
    [{ low: 0.1, high: 2 }, false],
    [{ low: -2, high: -0.1 }, false],
    [null, true],
  ])('of a difference within %j: %s', (interval, expected) => {
    expect(cannotTell(interval)).toBe(expected);
  });
});
