import * as v from 'valibot';
import { count, positiveDuration } from '../../../kernel/quantities.ts';
import { eitherBy, isBlock, settings } from '../../../kernel/settings.ts';
import { CallWindow } from './call-window.ts';
import type { OutcomeWindow } from './outcome-window.ts';
import { TimeWindow } from './time-window.ts';

/** `{ calls: 20 }`, the last so many calls, or `{ time: 10s }`, those of the last so many seconds. */
const windowSettings = eitherBy(
  (input) => isBlock(input) && 'time' in input,
  settings({ time: positiveDuration }),
  settings({ calls: count(1) }),
);

/** The settings of a policy that judges recent calls, once there are enough of them. */
export const recentCalls = {
  window: v.optional(windowSettings, { calls: 20 }),
  minimumCalls: v.optional(count(1), 10),
} as const;

interface RecentCalls {
  readonly window: v.InferOutput<typeof windowSettings>;
  readonly minimumCalls: number;
}

export function createWindow({ window }: RecentCalls): OutcomeWindow {
  return 'calls' in window ? new CallWindow(window.calls) : new TimeWindow(window.time);
}

/** A minimum beyond the window is the window. */
export function minimumOf({ window, minimumCalls }: RecentCalls): number {
  return 'calls' in window ? Math.min(minimumCalls, window.calls) : minimumCalls;
}
