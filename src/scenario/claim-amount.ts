import * as v from 'valibot';
import { duration } from '../kernel/quantities.ts';
import type { Cursor } from './claim-cursor.ts';

/** `1_000`, `0.85` */
export const NUMBER = /^\d+(?:_\d{3})*(?:\.\d+)?$/;
/** `85%`, `1_000`, `1h 30m`: what starts with a digit, with the units that stand apart from it. */
const AMOUNT = /(?:\d[\w.%]*(?:\s+(?:ms|s|m|h|d)\b)?\s*)+/y;

/** The duration that comes next, in ms; `expected` tells what should have come where none does. */
export function readDuration(words: Cursor, expected: string): number {
  const written = words.peek(AMOUNT)?.trimEnd() ?? '';
  const isBare = NUMBER.test(written);
  const ms = v.safeParse(duration, isBare && plain(written) === 0 ? 0 : written);
  if (!ms.success) {
    if (!isBare) words.refuse(expected, { what: 'the value' });
    const either = `a duration: ${written}ms or ${written}s?`;
    words.refuse(either, { found: `no unit after ${written}` });
  }
  words.skip(written.length);
  return ms.output;
}

export function plain(text: string): number {
  return Number(text.replaceAll('_', ''));
}
