import { expect, it } from 'vitest';
import { deadlineFrom, retryAfterMsOf } from '../../../src/adapters/http.ts';
import { virtualClock } from '../../../src/index.ts';

const NAME = 'x-envoy-expected-rq-timeout-ms';

it.each<[unknown, number]>([
  [{ [NAME]: '1500' }, 1_500],
  [new Headers({ [NAME]: '1500' }), 1_500],
  [{ [NAME]: '9000' }, 5_000],
  [{}, 5_000],
  [new Headers(), 5_000],
  [{ [NAME]: '0' }, 5_000],
  [{ [NAME]: '-1' }, 5_000],
  [{ [NAME]: '1e9' }, 5_000],
  [{ [NAME]: ['1', '2'] }, 5_000],
  [{ [NAME]: '99999999999999999999' }, 5_000],
])('what the caller waits, but no longer than 5 s: %j', (headers, leftMs) => {
  const clock = virtualClock();
  const deadline = deadlineFrom(headers as Headers, '5s', { clock });
  expect(deadline.leftMs()).toBe(leftMs);
  clock.advance(leftMs);
  expect(deadline.signal.reason).toMatchObject({ name: 'TimeoutError' });
});

it('a header of another name', () => {
  const headers = { 'x-left': '20' };
  expect(deadlineFrom(headers, '5s', { clock: virtualClock(), header: 'X-Left' }).leftMs()).toBe(
    20,
  );
});

const AT = Date.UTC(1994, 10, 6, 8, 49, 37);

it.each<[string | null | undefined, string | undefined, number]>([
  [undefined, undefined, 0],
  [null, undefined, 0],
  ['120', undefined, 120_000],
  [' 3 ', undefined, 3_000],
  ['-3', undefined, 0],
  ['1.5', undefined, 0],
  ['Sun, 06 Nov 1994 08:49:47 GMT', undefined, 10_000],
  ['Sun, 06 Nov 1994 08:49:47 GMT', 'Sun, 06 Nov 1994 08:49:45 GMT', 2_000],
  ['Sun, 06 Nov 1994 08:49:47 GMT', 'today', 10_000],
  ['Sun, 06 Foo 1994 08:49:47 GMT', undefined, 0],
  ['Thu, 29 Feb 1996 00:00:00 GMT', undefined, Date.UTC(1996, 1, 29) - AT],
])('Retry-After: %s, dated %s, is %i ms', (text, date, ms) => {
  expect(retryAfterMsOf(text, date, AT)).toBe(ms);
});
