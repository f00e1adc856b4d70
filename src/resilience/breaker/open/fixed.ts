import * as v from 'valibot';
import { positiveDuration } from '../../../kernel/quantities.ts';
import { openVariant } from './open-policy.ts';

/** Every client that opened together tries again together. */
export const fixed = openVariant({
  kind: 'fixed',
  summary: 'always the same time',
  entries: { duration: v.optional(positiveDuration, '10s') },
  create: ({ duration }) => ({ openMs: () => duration }),
});
