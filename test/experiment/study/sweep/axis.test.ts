import { describe, expect, it } from 'vitest';
import { scaleOf } from '../../../../src/experiment/study/sweep/axis.ts';

const scale = (...values: readonly string[]) => scaleOf({ path: 'a', values });

describe('scaleOf', () => {
  it.each([
    [['100', '200', '300'], [100, 200, 300], { byRatio: false, isWhole: true }, 234.6, '235'],
    [['1', '10', '100'], [1, 10, 100], { byRatio: true, isWhole: true }, 31.6, '32'],
    [['0.5', '1.5'], [0.5, 1.5], { byRatio: false, isWhole: false }, 1.23456, '1.235'],
    [
      ['1s', '250ms', '1m'],
      [1_000, 250, 60_000],
      { byRatio: true, isWhole: false },
      1_234,
      '1234ms',
    ],
    [['60/min', '3/s'], [1, 3], { byRatio: false, isWhole: false }, 2.5, '2.5/s'],
    [['10%', '40%'], [0.1, 0.4], { byRatio: false, isWhole: false }, 0.123456, '12.35%'],
    [['0', '10s'], [0, 10_000], { byRatio: false, isWhole: false }, 5_000, '5s'],
  ] as const)('%j are numbers', (values, numbers, halving, between, written) => {
    const found = scale(...values)!;
    expect(found.numbers).toEqual(numbers);
    expect(found.halving).toEqual(halving);
    expect(found.write(between)).toBe(written);
  });

  it.each([[['refuse', 'hang']], [['1s', '40%']], [['{ kind: fixed, delay: 1s }', '1s']]])(
    '%j have nothing between them',
    (values) => {
      expect(scale(...values)).toBeNull();
    },
  );
});
