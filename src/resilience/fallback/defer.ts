import * as v from 'valibot';
import { count, duration, rate } from '../../kernel/quantities.ts';
import { settings } from '../../kernel/settings.ts';
import { fallbackEntries } from './fallback-entries.ts';

const DRAIN = 'a rate such as 10/s or 600/min, above 0/s';

/** The customer is told "we have your order"; the payment may still fail when nobody looks any more. */
export const defer = {
  kind: 'defer',
  summary: 'accepted now, processed later: a queue that is drained at its own pace',
  schema: settings({
    kind: v.literal('defer'),
    capacity: v.optional(
      v.pipe(count(1), v.description('What may wait at once; beyond it the failure stands')),
    ),
    drain: v.optional(
      v.pipe(
        rate,
        v.check((perSecond) => perSecond > 0, DRAIN),
        v.description('How fast what waits is tried again'),
      ),
      '10/s',
    ),
    after: v.optional(
      v.pipe(duration, v.description('How long each waits at least before it is tried (again)')),
      '10s',
    ),
    tries: v.optional(
      v.pipe(
        count(1),
        v.description('Tries before it has failed for good; those that were refused do not count'),
      ),
      5,
    ),
    ...fallbackEntries,
  }),
} as const;

export type DeferSettings = v.InferOutput<typeof defer.schema>;
