import { expect, it } from 'vitest';
import { HAPPENING } from '../../../src/model/books/happening.ts';
import { LIMITS } from '../../../src/model/books/link-book.ts';
import { OUTCOME } from '../../../src/model/outcome.ts';
import { createLook } from '../../../src/report/terminal-chart/look.ts';
import { lifeLines } from '../../../src/report/watch/life.ts';
import { AT_PAYMENTS } from './happenings.ts';

const PLAIN = createLook({ colour: false, ascii: true });

const wordsOf = (what: keyof typeof HAPPENING, value: number, service = 'PaymentService') =>
  lifeLines(
    {
      arm: 'with breaker',
      order: 1,
      happenings: [{ ...AT_PAYMENTS, atMs: 0, what: HAPPENING[what], value, service }],
    },
    10,
    PLAIN,
  )[1]!.replace(/^ *\S+ {2}/, '');

it.each([
  ['ended', OUTCOME.successful, 'the order ends: paid'],
  ['ended', OUTCOME.refused, 'the order ends: failed'],
  ['ended', OUTCOME.rejected, 'the order ends: rejected'],
  ['ended', OUTCOME.deferred, 'the order ends: deferred, to be paid later'],
  ['ended', OUTCOME.substituted, 'the order ends: substituted: answered, not paid'],
  ['settled', OUTCOME.successful, 'what was deferred is settled: paid'],
  ['answered', OUTCOME.refused, 'the answer is there: turned away'],
  ['sent', 2, 'call 2 goes to the PaymentService'],
  ['refused', 0, 'the PaymentService turns the payment away'],
  ['foundNoRoom', 12, 'every worker is busy, and the backlog full: 12 wait'],
  [
    'rejected',
    LIMITS.indexOf('throttle'),
    'the throttle holds it back: turned away before it is a call',
  ],
] as const)('%s %i: %s', (what, value, words) => {
  expect(wordsOf(what, value)).toBe(words);
});

it('a call to the backup is not told as one to the PaymentService', () => {
  expect(wordsOf('sent', 1, 'backup service')).toBe('a call goes to the backup service');
  expect(wordsOf('refused', 0, 'backup service')).toContain('the backup service turns');
  expect(wordsOf('hung', 0, 'backup service')).toContain('the backup service takes');
});

it('every outcome has its words', () => {
  const words = Object.values(OUTCOME).map((outcome) => wordsOf('ended', outcome));
  expect(words.filter((text) => text.includes('undefined'))).toEqual([]);
});
