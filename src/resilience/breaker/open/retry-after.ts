import * as v from 'valibot';
import { positiveDuration } from '../../../kernel/quantities.ts';
import { everyOpening, openVariant, spread } from './open-policy.ts';

/** Trusts the service to know best, within a cap: a wrong header cannot shut it out for a day. */
export const retryAfter = openVariant({
  kind: 'retry-after',
  summary: 'as long as the service asks for (Retry-After)',
  entries: {
    fallback: v.optional(
      v.pipe(positiveDuration, v.description('Where the service does not say')),
      '10s',
    ),
    max: v.optional(positiveDuration, '5m'),
    ...everyOpening,
  },
  create: ({ fallback, max, jitter }) => ({
    healthyMs: Number.POSITIVE_INFINITY,
    recentCalls: 0,
    openMs: ({ retryAfterMs }, luck) =>
      spread(retryAfterMs > 0 ? Math.min(max, retryAfterMs) : fallback, jitter, luck),
  }),
});
