import * as v from 'valibot';
import { count, positiveDuration } from '../../../kernel/quantities.ts';
import { eitherBy, isBlock, settings } from '../../../kernel/settings.ts';
import { BucketWindow } from './bucket-window.ts';
import { CallWindow } from './call-window.ts';
import { MarkWindow } from './mark-window.ts';
import type { OutcomeWindow } from './outcome-window.ts';
import { TimeWindow } from './time-window.ts';

/** More buckets forget no better than a window without any. */
const MOST_BUCKETS = 10_000;

const time = {
  time: positiveDuration,
  buckets: v.optional(
    v.pipe(
      count(1, MOST_BUCKETS),
      v.description('Parts of the time that are forgotten as one; 1: all of it, every so often'),
    ),
  ),
} as const;

const calls = settings({ calls: count(1) });

const isOfTime = (input: unknown): boolean => isBlock(input) && 'time' in input;

/**
 * `{ calls: 20 }`, the last so many calls, or `{ time: 10s }`, those of the last so many seconds; with
 * `buckets` these are forgotten so large a part at a time, and with one bucket all at once.
 */
const windowSettings = eitherBy(isOfTime, settings(time), calls);

/** The same, where the calls may also count as soon as they start. */
const windowOfStarts = eitherBy(
  isOfTime,
  settings({
    ...time,
    of: v.optional(
      v.pipe(
        v.picklist(['ended', 'started']),
        v.description(
          'The calls that a share is of: those that ended in the window (as left out), or all that started in it',
        ),
      ),
    ),
  }),
  calls,
);

const minimumCalls = v.optional(count(1), 10);

/** The settings of a policy that judges recent calls, once there are enough of them. */
export const recentCalls = {
  window: v.optional(windowSettings, { calls: 20 }),
  minimumCalls,
} as const;

/** The settings of a policy that judges a share of recent calls. */
export const shareOfRecent = {
  window: v.optional(windowOfStarts, { calls: 20 }),
  minimumCalls,
} as const;

export interface RecentCalls {
  readonly window: v.InferOutput<typeof windowOfStarts>;
  readonly minimumCalls: number;
}

type OfWindow = Pick<RecentCalls, 'window'>;

export function createWindow({ window }: OfWindow): OutcomeWindow {
  return 'calls' in window ? new CallWindow(window.calls) : timeWindow(window);
}

/** The same, of values that are 0 or 1. */
export function createMarkWindow({ window }: OfWindow): OutcomeWindow {
  return 'calls' in window ? new MarkWindow(window.calls) : timeWindow(window);
}

function timeWindow({ time, buckets }: Exclude<RecentCalls['window'], { calls: number }>) {
  return buckets === undefined ? new TimeWindow(time) : new BucketWindow(time, buckets);
}

/** A minimum beyond the window is the window. */
export function minimumOf({ window, minimumCalls }: RecentCalls): number {
  return 'calls' in window ? Math.min(minimumCalls, window.calls) : minimumCalls;
}
