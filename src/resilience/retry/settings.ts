import * as v from 'valibot';
import { count, duration, positiveDuration, share } from '../../kernel/quantities.ts';
import { settings } from '../../kernel/settings.ts';
import { failures } from '../failure.ts';
import { backoffSettings } from './backoff.ts';

/** Finagle's retry budget: what calls pay in, retries draw on. */
const budgetSettings = settings({
  share: v.optional(
    v.pipe(
      share,
      v.description('What each first call pays in: 20% allows one retry in five calls'),
    ),
    '20%',
  ),
  burst: v.optional(
    v.pipe(count(1), v.description('Retries that may be saved up; the budget starts full')),
    10,
  ),
  paidBy: v.optional(
    v.pipe(
      v.picklist(['calls', 'successes']),
      v.description(
        'What pays in: each first call (as left out), or each call that succeeds, so that a service that is down pays nothing',
      ),
    ),
  ),
  ttl: v.optional(
    v.pipe(
      positiveDuration,
      v.description('What was paid in is lost after so long, a tenth of it early; left out, never'),
    ),
  ),
});

export const retrySettings = settings({
  calls: v.optional(
    v.pipe(
      count(1),
      v.maxValue(100, 'at most 100 calls'),
      v.description('Calls in all, the first included'),
    ),
    3,
  ),
  backoff: v.optional(backoffSettings, { kind: 'exponential' }),
  on: v.optional(v.pipe(failures, v.description('The failures that are worth another try')), [
    'error',
    'timeout',
  ]),
  blockedToo: v.optional(
    v.pipe(
      v.boolean('true or false'),
      v.description('Whether a call that a breaker blocked is tried again'),
    ),
    false,
  ),
  budget: v.optional(
    v.pipe(
      budgetSettings,
      v.description('Bounds the retries by the calls; left out, there is no bound'),
    ),
  ),
  retryAfter: v.optional(
    v.pipe(
      v.boolean('true or false'),
      v.description('Whether to wait at least as long as the service asks for (Retry-After)'),
    ),
    true,
  ),
  maxRetryAfter: v.optional(
    v.pipe(duration, v.description('A service that asks for a longer wait is not tried again')),
    '1m',
  ),
});

export type RetrySettings = v.InferOutput<typeof retrySettings>;
export type BudgetSettings = v.InferOutput<typeof budgetSettings>;
