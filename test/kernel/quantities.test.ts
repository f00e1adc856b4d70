import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  count,
  duration,
  money,
  positiveDuration,
  positiveNumber,
  positiveShare,
  rate,
  share,
} from '../../src/kernel/quantities.ts';
import { decoded } from './decoded.ts';

const DURATION = 'expected a duration such as 250ms, 10s, 5m or 2h';
const RATE = 'expected a rate such as 300/s or 12/min';
const SHARE = 'expected a share such as 40% or 0.4';
const MONEY = 'expected an amount of money such as 19.99';

describe('a duration', () => {
  it.each([
    ['250ms', 250],
    ['10s', 10_000],
    ['5m', 300_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
    ['1h30m', 5_400_000],
    ['1h 30m', 5_400_000],
    ['1.5 s', 1_500],
    ['1_500ms', 1_500],
    ['1e3ms', 1_000],
    ['0s', 0],
    [250, 250],
    ['0.1ms', 102 / 1024],
    ['36500d', 3_153_600_000_000],
  ])('%j is %s ms', (input, ms) => {
    expect(decoded(duration, input)).toBe(ms);
  });

  it.each([
    ['', `found "", ${DURATION}`],
    ['5', 'found "5", expected a duration with its unit: 5ms or 5s?'],
    ['5min', 'found "5min", expected a duration: 5m?'],
    ['1.5 Hours', 'found "1.5 Hours", expected a duration: 1.5h?'],
    ['2 mins 30 sec', 'found "2 mins 30 sec", expected a duration: 2m30s?'],
    ['90 milliseconds', 'found "90 milliseconds", expected a duration: 90ms?'],
    ['5 mice', `found "5 mice", ${DURATION}`],
    ['s', `found "s", ${DURATION}`],
    ['-5s', `found "-5s", ${DURATION}`],
    ['5S', 'found "5S", expected a duration: 5s?'],
    ['10 parsecs', `found "10 parsecs", ${DURATION}`],
    ['1e400s', `found "1e400s", ${DURATION}`],
    [-1, `found -1, ${DURATION}, not below 0`],
    [NaN, `found NaN, ${DURATION}`],
    [Infinity, `found Infinity, ${DURATION}`],
    [true, `found true, ${DURATION}`],
    [null, `found null, ${DURATION}`],
    [undefined, `is missing, ${DURATION}`],
    [3_153_600_000_001, `found 3153600000001, ${DURATION}, at most 36500d`],
  ])('%j: %s', (input, message) => {
    expect(decoded(duration, input)).toBe(message);
  });

  it('that must be above 0 is told by what the grid makes of it', () => {
    expect(decoded(positiveDuration, '1ms')).toBe(1);
    expect(decoded(positiveDuration, 0)).toBe(`found 0, ${DURATION}, above 0`);
    expect(decoded(positiveDuration, '0.0001ms')).toBe(`found "0.0001ms", ${DURATION}, above 0`);
    expect(decoded(positiveDuration, 'soon')).toBe(`found "soon", ${DURATION}`);
  });

  it('adds up its parts', () => {
    const part = fc.nat({ max: 999 });
    fc.assert(
      fc.property(part, part, part, part, (h, m, s, ms) => {
        const total = ((h * 60 + m) * 60 + s) * 1000 + ms;
        expect(decoded(duration, `${h}h${m}m${s}s${ms}ms`)).toBe(total);
      }),
    );
  });
});

describe('other quantities', () => {
  it.each([
    ['rate', rate, '300/s', 300],
    ['rate', rate, '12/min', 0.2],
    ['rate', rate, '12/m', 0.2],
    ['rate', rate, '3_600 / h', 1],
    ['rate', rate, 5, 5],
    ['rate', rate, 0, 0],
    ['rate', rate, '300', `found "300", ${RATE}`],
    ['rate', rate, '5/d', `found "5/d", ${RATE}`],
    ['rate', rate, -5, `found -5, ${RATE}, not below 0`],
    ['rate', rate, 1e8, `found 100000000, ${RATE}, at most 10,000,000/s`],
    ['share', share, '40%', 0.4],
    ['share', share, 0.4, 0.4],
    ['share', share, '2.5 %', 0.025],
    ['share', share, '100%', 1],
    ['share', share, 0, 0],
    ['share', share, '0.4', `found "0.4", ${SHARE}`],
    ['share', share, 40, `found 40, ${SHARE}, between 0% and 100%`],
    ['share', share, -0.1, `found -0.1, ${SHARE}, between 0% and 100%`],
    ['share above 0', positiveShare, '1%', 0.01],
    ['share above 0', positiveShare, 0, `found 0, ${SHARE}, above 0%`],
    ['count', count(1), 1, 1],
    ['count', count(0), 0, 0],
    ['count', count(1), 1e7, 1e7],
    ['count', count(1), 0, 'found 0, expected a whole number of at least 1'],
    ['count', count(1), 1.5, 'found 1.5, expected a whole number of at least 1'],
    ['count', count(1), 'many', 'found "many", expected a whole number of at least 1'],
    ['count', count(1), 1e7 + 1, 'found 10000001, expected a whole number of at most 10,000,000'],
    ['count', count(1, 2e9), 2e9, 2e9],
    [
      'count',
      count(1, 2e9),
      2e9 + 1,
      'found 2000000001, expected a whole number of at most 2,000,000,000',
    ],
    ['number', positiveNumber, 0.5, 0.5],
    ['number', positiveNumber, 0, 'found 0, expected a number above 0'],
    ['number', positiveNumber, Infinity, 'found Infinity, expected a number above 0'],
    ['money', money, 19.99, 19.99],
    ['money', money, '5', `found "5", ${MONEY}`],
    ['money', money, NaN, `found NaN, ${MONEY}`],
    ['money', money, -1, 'found -1, expected an amount of money, not below 0'],
    ['money', money, 2e9, 'found 2000000000, expected an amount of money of at most 1,000,000,000'],
  ])('%s: of %3$j comes %4$j', (_, schema, input, expected) => {
    expect(decoded(schema, input)).toBe(expected);
  });
});
