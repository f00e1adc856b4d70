import { describe, expect, it, test } from 'vitest';
import { parseValues } from '../../src/scenario/values-list.ts';

describe('a list of values', () => {
  test.each<[string, readonly string[]]>([
    ['1s,2s,5s', ['1s', '2s', '5s']],
    [' 1s , 2s ', ['1s', '2s']],
    ['40%', ['40%']],
    ['{ kind: fixed, delay: 1s },[1, 2]', ['{ kind: fixed, delay: 1s }', '[1, 2]']],
    ['"a,b",c', ['"a,b"', 'c']],
    ['../orders.csv', ['../orders.csv']],
  ])('%s', (text, values) => {
    expect(parseValues(text)).toEqual(values);
  });
});

describe('a range stands for its values', () => {
  test.each<[string, readonly string[]]>([
    ['1..10/4', ['1', '4', '7', '10']],
    ['10%..50%/5', ['10%', '20%', '30%', '40%', '50%']],
    ['100/s..400/s/4', ['100/s', '200/s', '300/s', '400/s']],
    ['1..1000/4log', ['1', '10', '100', '1000']],
    ['1s..60s/8log', ['1s', '1.79s', '3.22s', '5.78s', '10.38s', '18.6s', '33.4s', '60s']],
    ['60s..1s/3', ['60s', '30.5s', '1s']],
    ['500ms..2s/2', ['500ms', '2s']],
    ['1m30s..2m30s/3', ['1m30s', '2m', '2m30s']],
    // Whole ends ask for whole values, each once; a decimal point asks for fractions.
    ['1..3/9', ['1', '2', '3']],
    ['1.0..2.0/5', ['1.0', '1.25', '1.5', '1.75', '2.0']],
    // A narrow range keeps its values apart.
    ['1000/s..1004/s/3', ['1000/s', '1002/s', '1004/s']],
    ['1s,5s..7s/3,10s', ['1s', '5s', '6s', '7s', '10s']],
  ])('%s', (text, values) => {
    expect(parseValues(text)).toEqual(values);
  });

  it('each value of a logarithmic one is the same multiple of the one before', () => {
    const values = (parseValues('0.001..1000.0/13log') as string[]).map(Number);
    values.slice(1).forEach((value, index) => {
      expect(value / values[index]!).toBeCloseTo(10 ** 0.5, 1);
    });
  });
});

describe('what is no list of values is told', () => {
  test.each([
    ['1s..60s', 'the number of its values: 1s..60s/5 evenly spaced, or 1s..60s/5log'],
    ['100/s..800/s', 'the number of its values'],
    ['1s..60s/1', '2 values or more'],
    ['1s..60s/8lin', 'for even spaces, or 1s..60s/8log'],
    ['1s..50%/3', 'two ends in the same unit'],
    ['5s..5s/3', 'two ends that differ'],
    ['0..5/3log', 'ends above 0'],
    ['1..2/1000000000', 'at most 10,000'],
    ['1s,,2s', 'values such as 1s,2s,5s'],
    ['', 'values such as 1s,2s,5s'],
  ])('%s', (text, expected) => {
    expect(parseValues(text)).toMatchObject({ expected: expect.stringContaining(expected) });
  });
});
