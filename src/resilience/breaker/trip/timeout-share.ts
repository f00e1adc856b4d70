import * as v from 'valibot';
import { positiveShare } from '../../../kernel/quantities.ts';
import { type Marked, ShareOfCalls, shareOfCalls } from './share-of-calls.ts';
import { tripVariant } from './trip-policy.ts';

const timedOut: Marked = {
  success: () => false,
  failure: (_, kind) => kind === 'timeout',
  needsTime: false,
  of: 'timed out',
  words: 'timed out',
};

/** For services that hang rather than fail: an error answered at once costs no worker its time. */
export const timeoutShare = tripVariant({
  kind: 'timeout-share',
  summary: 'the share of calls that timed out; other failures do not count',
  entries: { rate: v.optional(positiveShare, 0.3), ...shareOfCalls },
  create: (settings) => new ShareOfCalls(settings, timedOut),
});
