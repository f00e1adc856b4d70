import { describe, expect, test } from 'vitest';
import {
  count,
  duration,
  instant,
  money,
  percent,
  shareOf,
  shortCount,
  tickDecimals,
} from '../../src/report/figures.ts';

describe('figures as people read them', () => {
  test.each([
    [0, '0'],
    [999, '999'],
    [1_000, '1,000'],
    [1_234_567, '1,234,567'],
    [12.34, '12.3'],
    [1_234.56, '1,234.6'],
    [-1_234, '-1,234'],
  ])('count %d is %s', (value, text) => {
    expect(count(value)).toBe(text);
  });

  test.each([
    [999_999, '999,999'],
    [1_000_000, '1.00M'],
    [12_345_678, '12.3M'],
    [123_456_789, '123M'],
    [12_345_678_901, '12,346M'],
  ])('short count %d is %s', (value, text) => {
    expect(shortCount(value)).toBe(text);
  });

  test.each([
    [0, '0.00'],
    [5, '0.05'],
    [123_456_789, '1,234,567.89'],
    [-250, '-2.50'],
    [-5, '-0.05'],
  ])('%d cents are %s', (cents, text) => {
    expect(money(cents)).toBe(text);
  });

  test.each([
    [0, '0.0 %'],
    [0.000_4, '<0.1 %'],
    [0.000_5, '0.1 %'],
    [0.874, '87.4 %'],
    [0.999_4, '99.9 %'],
    [0.999_9, '>99.9 %'],
    [1, '100.0 %'],
  ])('share %d is %s', (share, text) => {
    expect(percent(share)).toBe(text);
  });

  test('a share of nothing is nothing to speak of', () => {
    expect(shareOf(0, 0)).toBe('');
    expect(shareOf(1, 4)).toBe('25.0 %');
  });

  test.each([
    [0, '0ms'],
    [0.44, '0.4ms'],
    [9.949, '9.9ms'],
    [9.96, '10ms'],
    [612.4, '612ms'],
    [999.4, '999ms'],
    [999.6, '1.00s'],
    [1_240, '1.24s'],
    [12_440, '12.4s'],
    [59_949, '59.9s'],
    [59_990, '1m'],
    [200_000, '3m20s'],
    [3_600_000, '1h'],
  ])('%d ms took %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  test.each([
    [0, 0, '0s'],
    [50_000, 0, '50s'],
    [60_000, 0, '1m00s'],
    [201_400, 1, '3m21.4s'],
    [59_960, 1, '59.9s'],
    [3_605_000, 0, '1h00m05s'],
    [1_234.567, 3, '1.234s'],
    [9_999.999, 0, '9s'],
  ])('instant %d to %d decimals is %s', (ms, decimals, text) => {
    expect(instant(ms, decimals)).toBe(text);
  });

  test.each([
    [10_000, 0],
    [500, 1],
    [20, 2],
    [1, 3],
  ])('ticks of %d ms are told apart by %d decimals', (tickMs, decimals) => {
    expect(tickDecimals(tickMs)).toBe(decimals);
  });
});
