import { describe, expect, it } from 'vitest';
import { readLogLine } from '../../../src/scenario/recording/log-line.ts';
import { timeFieldIn, timeIn } from '../../../src/scenario/recording/request-time.ts';

const HEAD = '10.0.0.1 - - [27/Nov/2026:00:03:20 +0000]';
const AT = Date.UTC(2026, 10, 27, 0, 3, 20);

describe('a line of an access log', () => {
  it.each([
    ['combined', `${HEAD} "POST /pay HTTP/1.1" 200 512 "-" "curl/8"`, AT, '/pay', 200],
    ['common', `${HEAD} "GET / HTTP/1.1" 404 -`, AT, '/', 404],
    [
      'a virtual host first',
      `shop.example:443 ${HEAD} "GET /a?b=1 HTTP/2.0" 503 0 "-" "-" 0.1`,
      AT,
      '/a?b=1',
      503,
    ],
    ['a zone', '::1 - ann [27/Nov/2026:01:03:20 +0100] "GET / HTTP/1.1" 200 1', AT, '/', 200],
    ['an ISO date', '::1 - - [2026-11-27T00:03:20Z] "GET / HTTP/1.1" 200 1', AT, '/', 200],
    [
      'quotes within',
      String.raw`${HEAD} "GET /\"x\" HTTP/1.1" 200 1 "-" "a \"b\" c" 0.2`,
      AT,
      String.raw`/\"x\"`,
      200,
    ],
    ['no request at all', `${HEAD} "-" 408 0 "-" "-"`, AT, '', 408],
  ])('%s', (_, line, atMs, path, status) => {
    expect(readLogLine(line)).toMatchObject({ atMs, path, status });
  });

  it.each([
    ['', 0, 'an address'],
    ['<html><body>503</body></html>', 0, 'an address'],
    ['10.0.0.1 - - [27/Nov/2026:00:03', 13, 'a date'],
    ['10.0.0.1 - - [31/Feb/2026:00:03:20 +0000] "GET / HTTP/1.1" 200 1', 13, 'a date'],
    ['10.0.0.1 - - [27/Foo/2026:00:03:20 +0000] "GET / HTTP/1.1" 200 1', 13, 'a date'],
    [`${HEAD} "GET / HT`, HEAD.length + 1, 'a request in quotes'],
    [`${HEAD} "GET / HTTP/1.1" 20`, HEAD.length + 18, 'a status'],
    [`${HEAD} "GET / HTTP/1.1" 999 1`, HEAD.length + 18, 'a status'],
    [`${HEAD} "GET / HTTP/1.1" 123456 1`, HEAD.length + 18, 'a status'],
  ])('%j is none', (line, offset, expected) => {
    expect(readLogLine(line)).toEqual({ offset, expected: expect.stringContaining(expected) });
  });

  it('of a million signs is told of in no time', () => {
    const lines = ['[', '"', ' ', '\\"', '1 [', 'a="', '"" '].map((sign) => sign.repeat(300_000));
    expect(lines.map((line) => 'status' in readLogLine(line))).toEqual(lines.map(() => false));
    const tail = readLogLine(`${HEAD} "GET / HTTP/1.1" 200 1 ${'"x" '.repeat(300_000)}`);
    expect(tail).toMatchObject({ status: 200 });
  });
});

describe('the request time', () => {
  /** What follows the combined format in each line | the ms of the last line | the unit and where it was. */
  it.each([
    [['0.213'], 213, 's'],
    [['0.100', '0.213 0.200 .'], 213, 's'],
    [['153000', '213000'], 213, 'us'],
    [['110', '213'], 213, 'ms'],
    [['1', '3'], 3000, 's'],
    [['rt=0.213 urt="0.1"'], 213, 's'],
    [['urt=0.1 rt=0.213'], 213, 's'],
    [['request_time:213ms'], 213, 'ms'],
    [['- 0.213', '- 0.213'], 213, 's'],
    [['0.2s', '213ms'], 213, 's'],
  ])('%j', (texts, ms, unit) => {
    const words = texts.map((text) => text.split(' '));
    const field = timeFieldIn(words, undefined)!;
    expect([timeIn(words.at(-1)!, field), field.unit]).toEqual([ms, unit]);
  });

  it.each([[['-']], [['gzip', 'br']], [['0.1', 'x', 'y', 'z']]])('%j tells none', (texts) => {
    expect(
      timeFieldIn(
        texts.map((text) => [text]),
        undefined,
      ),
    ).toBeNull();
  });

  it('is in the unit that is asked for', () => {
    expect(timeIn(['213'], timeFieldIn([['213']], 'us')!)).toBeCloseTo(0.213);
  });
});
