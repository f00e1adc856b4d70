import * as v from 'valibot';
import { count } from '../../kernel/quantities.ts';
import { settings } from '../../kernel/settings.ts';
import { backoffSettings } from './backoff.ts';

export const retrySettings = settings({
  /** Calls in all, the first included. */
  calls: v.optional(v.pipe(count(1), v.maxValue(100, 'at most 100 calls')), 3),
  backoff: v.optional(backoffSettings, { kind: 'exponential' }),
  /** Whether a call that a breaker blocked is tried again. */
  blockedToo: v.optional(v.boolean('true or false'), false),
});

export type RetrySettings = v.InferOutput<typeof retrySettings>;
