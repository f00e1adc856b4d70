import * as v from 'valibot';
import { positiveDuration } from '../../../kernel/quantities.ts';
import { everyOpening, openVariant, spread } from './open-policy.ts';

/** Without jitter, every client that opened together tries again together. */
export const fixed = openVariant({
  kind: 'fixed',
  summary: 'always the same time',
  entries: { duration: v.optional(positiveDuration, '10s'), ...everyOpening },
  create: ({ duration, jitter }) => ({
    healthyMs: Number.POSITIVE_INFINITY,
    recentCalls: 0,
    openMs: (_, luck) => spread(duration, jitter, luck),
  }),
});
