import * as v from 'valibot';
import { count, positiveDuration } from '../../../kernel/quantities.ts';
import { everyOpening, openVariant, spread } from './open-policy.ts';

/** A service that fails every call is left alone for longer than one that fails every other. */
export const failureShare = openVariant({
  kind: 'failure-share',
  summary: 'longer, the more of the last calls failed, the probes among them',
  entries: {
    shortest: v.optional(v.pipe(positiveDuration, v.description('Where hardly any failed')), '5s'),
    longest: v.optional(v.pipe(positiveDuration, v.description('Where all of them failed')), '1m'),
    calls: v.optional(v.pipe(count(1), v.description('The last so many calls are looked at')), 20),
    ...everyOpening,
  },
  create: ({ shortest, longest, calls, jitter }) => ({
    healthyMs: Number.POSITIVE_INFINITY,
    recentCalls: calls,
    openMs: ({ failureRate }, luck) =>
      spread(shortest + Math.max(0, longest - shortest) * failureRate, jitter, luck),
  }),
});
