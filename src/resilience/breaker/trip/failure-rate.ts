import * as v from 'valibot';
import { positiveShare } from '../../../kernel/quantities.ts';
import { type Marked, ShareOfCalls, shareOfCalls } from './share-of-calls.ts';
import { tripVariant } from './trip-policy.ts';

const failed: Marked = {
  success: () => false,
  failure: () => true,
  needsTime: false,
  of: 'failed',
  words: 'failed',
};

export const failureRate = tripVariant({
  kind: 'failure-rate',
  summary: 'the share of failures over the last calls, or over the last seconds',
  entries: { rate: v.optional(positiveShare, 0.5), ...shareOfCalls },
  create: (settings) => new ShareOfCalls(settings, failed),
});
