import { describe, expect, it } from 'vitest';
import { LogReader } from '../../../src/scenario/recording/log-reader.ts';
import type { Recording } from '../../../src/scenario/recording/recording.ts';
import { ALL } from '../../experiment/recording/recorded.ts';

const BEGAN = Date.UTC(2026, 10, 27, 12) / 1000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A line at so many seconds from the beginning. */
function line(atS: number, status: number | string = 200, time = '0.100', path = '/pay'): string {
  const date = new Date((BEGAN + atS) * 1000);
  const [day, clock] = date.toISOString().slice(0, 19).split('T') as [string, string];
  const [year, month, dom] = day.split('-');
  return `10.0.0.1 - - [${dom}/${MONTHS[Number(month) - 1]}/${year}:${clock} +0000] "GET ${path} HTTP/1.1" ${status} 1 "-" "x" ${time}`;
}

function read(lines: Iterable<string>, reading = ALL): Recording {
  const reader = new LogReader('access.log', reading);
  for (const one of lines) reader.read(one);
  return reader.end();
}

const requestsIn = ({ steps }: Recording): number =>
  steps.reduce((sum, { requests }) => sum + requests, 0);
const lineEach = (count: number, of: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => of(i));
const usual = lineEach(20, (i) => line(i));

describe('an access log', () => {
  it('in any order of time is the same recording', () => {
    const lines = lineEach(500, (i) => line(i % 25, i % 5 === 0 ? 500 : 200));
    const backwards = [...lines].reverse();
    expect(read(backwards).steps).toEqual(read(lines).steps);
    expect(read(backwards).account.leftOut.join()).toContain('not in order of time');
  });

  it('tells failures, what was declined, and clients that gave up', () => {
    const statuses = [200, 201, 302, 400, 402, 404, 408, 429, 499, 500, 503, 504];
    const { steps, account } = read(statuses.map((status) => line(1, status)));
    const sum = (key: 'failed' | 'declined') => steps.reduce((all, step) => all + step[key], 0);
    expect([sum('failed'), sum('declined')]).toEqual([6, 3]);
    expect(account.assumed.join()).toContain('1 requests were given up by the client (499)');
  });

  it.each([
    [
      'half a line at the end',
      [...usual, line(20).slice(0, 60)],
      20,
      '1 lines that are not of the format, the first of them line 21',
    ],
    ['binary and empty lines', ['', '\u0000\u0001', ...usual, ''], 20, '1 lines that are not'],
    [
      'a clock that was in 1970',
      [line(-1.7e9), ...usual],
      20,
      '1 requests more than a day from the rest',
    ],
    ['a clock far ahead', [...usual, line(1e9)], 20, '1 requests more than a day from the rest'],
    [
      'a line without a time',
      [...usual, line(5, 200, '-')],
      21,
      '1 requests without a request time',
    ],
    ['statuses that are none', [...usual, line(5, 1234567)], 20, '1 lines that are not'],
  ])('%s', (_, lines, requests, told) => {
    const recording = read(lines);
    expect(requestsIn(recording)).toBe(requests);
    expect(recording.account.leftOut.join('; ')).toContain(told);
  });

  it('is cut to what is asked for', () => {
    const lines = lineEach(20, (i) => line(i, 200, '100', i % 2 === 0 ? '/pay/1' : '/img'));
    const startMs = (BEGAN + 5) * 1000;
    const recording = read(lines, { ...ALL, path: '/pay', startMs, endMs: startMs + 10_000 });
    expect(requestsIn(recording)).toBe(5);
    expect(recording.account.leftOut).toEqual([
      '10 requests whose path does not begin with /pay',
      '5 requests before --start or after --end',
    ]);
  });

  it.each([
    ['nothing', [], 'found an empty file'],
    ['only empty lines', ['', ''], 'found no request'],
    [
      'another format',
      lineEach(5, () => '{"time":1}'),
      'access.log:1:1\n  1 | {"time":1}\n    | ^\n  found 5 of 5 lines that are not in the combined log format',
    ],
    ['a cut of nothing', usual, 'found no request; 20 requests before --start'],
  ])('%s is no recording', (_, lines, message) => {
    const reading = lines === usual ? { ...ALL, startMs: (BEGAN + 1e6) * 1000 } : ALL;
    expect(() => read(lines, reading)).toThrow(message);
  });

  it('keeps no more of a million lines than of a thousand', () => {
    // Ten weeks, every status, every length: steps get wider instead of more.
    function* lines() {
      for (let i = 0; i < 200_000; i++) yield line(i * 30, 100 + (i % 500), (i % 7000).toFixed(3));
    }
    const recording = read(lines());
    expect(recording.steps.length).toBeLessThan(400);
    expect(requestsIn(recording)).toBeGreaterThan(195_000);
  });
});
