import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../src/scenario/instant.ts';
import { ScenarioError } from '../../src/scenario/scenario-error.ts';
import { readTrace, type TraceSettings } from '../../src/scenario/trace.ts';

const SETTINGS: TraceSettings = {
  file: 'orders.csv',
  time: 'time',
  timeUnit: undefined,
  amount: 'amount',
  speed: 1,
};

function read(text: string, settings: Partial<TraceSettings> = {}) {
  const { instantsMs, amountCents } = readTrace(text, { ...SETTINGS, ...settings });
  return { instants: [...instantsMs], cents: amountCents === null ? null : [...amountCents] };
}

function complaint(text: string, settings: Partial<TraceSettings> = {}): string {
  try {
    read(text, settings);
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
  throw new Error('the trace was accepted');
}

describe('an instant', () => {
  it.each([
    ['1970-01-01', 0],
    ['1970-01-02T00:00:00Z', 86_400_000],
    ['2026-11-27T00:00:00.250Z', 1_795_737_600_250],
    ['2026-11-27 00:00:00', 1_795_737_600_000],
    ['2026-11-27T02:00:00+02:00', 1_795_737_600_000],
    ['2026-11-26T19:00-0500', 1_795_737_600_000],
    ['2024-02-29', 1_709_164_800_000],
    ['1969-12-31T23:59:59Z', -1000],
  ])('%s', (text, ms) => {
    expect(parseInstant(text, 'iso')).toBe(ms);
  });

  it.each([
    ['0', 'ms', 0],
    ['1500.5', 'ms', 1500.5],
    ['1500.5', 's', 1_500_500],
    ['-1e3', 's', -1_000_000],
  ] as const)('%s in %s', (text, unit, ms) => {
    expect(parseInstant(text, unit)).toBe(ms);
  });

  it.each([
    '',
    'noon',
    '2026-13-01',
    '2026-02-30',
    '2025-02-29',
    '1900-02-29',
    '2026-11-27T24:00:00',
    '27/11/2026',
    '2026-11-27T00:00:00+99:00',
    '1e999',
    '5',
  ])('%j is none', (text) => {
    expect(parseInstant(text, 'iso')).toBeUndefined();
  });

  it.each(['1e999', '', '1970-01-01', '5s'])('%j is no number of ms', (text) => {
    expect(parseInstant(text, 'ms')).toBeUndefined();
  });
});

describe('a trace', () => {
  it('counts from its earliest row, sorted, ties in the order of the file', () => {
    expect(read('time,amount\n5000,1\n2000,2\n5000,3\n3000,4\n')).toEqual({
      instants: [0, 1000, 3000, 3000],
      cents: [200, 400, 100, 300],
    });
  });

  it.each([
    ['semicolons and quotes', 'time;amount;note\n"0";"1.50";"a;b"\n1;2;""\n'],
    ['tabs', 'time\tamount\tnote\n0\t1.50\tx\n1\t2\tx\n'],
    ['Windows line ends and a byte order mark', '\uFEFFtime,amount\r\n0,1.50\r\n1,2\r\n'],
    ['a blank line', 'time,amount\n0,1.50\n\n1,2\n'],
    ['columns in another order', 'amount,time\n1.50,0\n2,1\n'],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual({ instants: [0, 1], cents: [150, 200] });
  });

  it('runs at the speed asked for, on the grid of virtual time', () => {
    expect(read('time,amount\n0,1\n60000,1\n', { speed: 60 }).instants).toEqual([0, 1000]);
    const [, third] = read('time,amount\n0,1\n1000,1\n', { speed: 3 }).instants;
    expect(third! * 1024).toBe(Math.round((1000 / 3) * 1024));
  });

  it.each([
    ['19.99', 1999],
    ['0.005', 1],
    ['1.005', 101],
    ['1.0049999', 100],
    ['8', 800],
    ['1.1', 110],
  ])('an amount of %s is %d cents', (amount, cents) => {
    expect(read(`time,amount\n0,${amount}\n`).cents).toEqual([cents]);
  });

  it('may leave the amounts to a distribution', () => {
    expect(read('time\n0\n', { amount: null }).cents).toBeNull();
  });
});

describe('the unit of its instants', () => {
  const unitOf = (...instants: string[]) =>
    readTrace(['time', ...instants].join('\n'), { ...SETTINGS, amount: null }).timeUnit;

  it('is as most of them are, where the scenario does not say', () => {
    expect(unitOf('0', '1')).toBe('ms');
    expect(unitOf('2026-11-27', '2026-11-28')).toBe('iso');
    expect(() => unitOf('2026-11-27', '5', '6')).toThrow('1 bad of 3 rows');
    expect(() => unitOf('2026-11-27', '2026-11-28', '5')).toThrow('1 bad of 3 rows');
  });

  it('is otherwise what the scenario says', () => {
    expect(read('time,amount\n1,1\n3.5,1\n', { timeUnit: 's' }).instants).toEqual([0, 2500]);
    expect(complaint('time,amount\n5,1\n', { timeUnit: 'iso' })).toContain('expected a date such');
    expect(complaint('time,amount\n2026-11-27,1\n', { timeUnit: 's' })).toContain(
      'expected a number of s',
    );
  });
});

describe('a trace is refused', () => {
  it('with every bad row counted and told', () => {
    const text = 'time,amount\n0,1\n2026-02-30,1\n5,-3\n7,1,9\n8,2\n';
    expect(complaint(text)).toBe(`orders.csv
  found 3 bad of 5 rows
  expected every row to be an order: none is skipped

orders.csv:3:1
  3 | 2026-02-30,1
    | ^
  found "2026-02-30"
  expected a number of ms

orders.csv:4:3
  4 | 5,-3
    |   ^
  found "-3"
  expected an amount such as 19.99

orders.csv:5:1
  5 | 7,1,9
    | ^
  found 3 fields
  expected 2, as in the header`);
  });

  it('of many bad rows the first ten are shown, at their lines in the file', () => {
    const rows = Array.from({ length: 25 }, () => 'x,1').join('\n');
    const message = complaint(`time,amount\n\n"a\nb",1\n${rows}\n`);
    expect(message).toContain('found 26 bad of 26 rows; the first 10 follow');
    const lines = message.match(/^orders\.csv:\d+/gm)!.map((place) => Number(place.split(':')[1]));
    expect(lines).toEqual([3, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  });

  it.each([
    ['behind a quoted comma', '0,"a,b",x', '2:9'],
    ['that is empty, at the end of its line', '0,"a,b",', '2:9'],
    ['on a later line than its row', '0,"a\nb",x', '2:1'],
  ])('at the field %s', (_, row, place) => {
    expect(complaint(`time,note,amount\n${row}\n`)).toContain(`orders.csv:${place}\n`);
  });

  it.each([
    ['a row of one field', 'time,amount\n5\n', 'found 1 field\n  expected 2'],
    [
      'a name that two columns have',
      'time,amount,amount\n0,1,2\n',
      'found several columns "amount"\n  expected one of that name',
    ],
    ['names that no terminal should obey', '\x1b[2J\n0\n', 'expected one of \uFFFD[2J'],
    [
      'a missing column',
      'tim,amount\n0,1\n',
      'found no column "time"\n  expected one of tim, amount\n  did you mean "tim"?',
    ],
    ['no file to speak of', '', 'found an empty file'],
    ['a header alone', 'time,amount\n', 'found no orders below the header'],
    ['a quote left open', 'time,amount\n"0,1\n', 'found text that is no CSV'],
  ])('for %s', (_, text, expected) => {
    expect(complaint(text)).toContain(expected);
  });
});
