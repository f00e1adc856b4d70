import * as v from 'valibot';
import { positiveDuration, positiveShare } from '../../../kernel/quantities.ts';
import { durationText } from '../../../kernel/quantity-text.ts';
import { type Marked, ShareOfCalls, shareOfCalls } from './share-of-calls.ts';
import { tripVariant } from './trip-policy.ts';

/** Sees trouble before the first call fails: a slow call counts whether it succeeds or not. */
export const slowCallRate = tripVariant({
  kind: 'slow-call-rate',
  summary: 'the share of calls that take long, successful or not',
  entries: {
    slow: v.optional(
      v.pipe(positiveDuration, v.description('A call that takes at least so long is slow')),
      '1s',
    ),
    rate: v.optional(positiveShare, 0.5),
    ...shareOfCalls,
  },
  create: (settings) => {
    const isSlow = (durationMs: number): boolean => durationMs >= settings.slow;
    const slow: Marked = {
      success: isSlow,
      failure: isSlow,
      needsTime: true,
      of: 'slow',
      words: `took ${durationText(settings.slow)} or more`,
    };
    return new ShareOfCalls(settings, slow);
  },
});
