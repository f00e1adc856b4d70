import * as v from 'valibot';
import { count, positiveDuration, positiveShare } from '../../../kernel/quantities.ts';
import { eitherBy, isBlock, settings } from '../../../kernel/settings.ts';
import { CallWindow } from '../window/call-window.ts';
import type { OutcomeWindow } from '../window/outcome-window.ts';
import { TimeWindow } from '../window/time-window.ts';
import { type TripPolicy, tripVariant } from './trip-policy.ts';

/**
 * Blind until `minimumCalls` have ended in the window. Judged on failures only: a success never opens
 * the circuit, even where it is the call that makes the minimum full.
 */
class FailureRate implements TripPolicy {
  private readonly rate: number;
  private readonly minimumCalls: number;
  private readonly window: OutcomeWindow;

  constructor(rate: number, minimumCalls: number, window: OutcomeWindow) {
    this.rate = rate;
    this.minimumCalls = minimumCalls;
    this.window = window;
  }

  onSuccess(now: number): boolean {
    this.window.record(now, false);
    return false;
  }

  onFailure(now: number): boolean {
    this.window.record(now, true);
    const { calls, failures } = this.window;
    // Divided, not multiplied: 0.55 * 100 is a little more than 55.
    return calls >= this.minimumCalls && failures / calls >= this.rate;
  }

  standing(now: number): string {
    this.window.expire(now);
    const { calls, failures } = this.window;
    const percent = calls === 0 ? 0 : Math.round((100 * failures) / calls);
    return `${failures} of ${calls} calls failed (${percent} %)`;
  }

  clear(): void {
    this.window.clear();
  }
}

const callWindow = settings({ calls: count(1) });
const timeWindow = settings({ time: positiveDuration });

export const failureRate = tripVariant({
  kind: 'failure-rate',
  summary: 'the share of failures over the last calls, or over the last seconds',
  entries: {
    rate: v.optional(positiveShare, 0.5),
    window: v.optional(
      eitherBy((input) => isBlock(input) && 'time' in input, timeWindow, callWindow),
      { calls: 20 },
    ),
    minimumCalls: v.optional(count(1), 10),
  },
  create: ({ rate, minimumCalls, window }) =>
    new FailureRate(
      rate,
      'calls' in window ? Math.min(minimumCalls, window.calls) : minimumCalls,
      'calls' in window ? new CallWindow(window.calls) : new TimeWindow(window.time),
    ),
});
