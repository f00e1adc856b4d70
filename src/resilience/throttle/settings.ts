import * as v from 'valibot';
import { positiveDuration } from '../../kernel/quantities.ts';
import { settings } from '../../kernel/settings.ts';

const EXPECTED = 'a number of at least 1';

export const throttleSettings = settings({
  k: v.optional(
    v.pipe(
      v.number(EXPECTED),
      v.check((k) => k >= 1 && Number.isFinite(k), EXPECTED),
      v.description('Requests sent for each that is accepted: the higher, the more patient'),
    ),
    2,
  ),
  window: v.optional(
    v.pipe(positiveDuration, v.description('How far back requests and accepts are counted')),
    '2m',
  ),
});

export type ThrottleSettings = v.InferOutput<typeof throttleSettings>;
