import * as v from 'valibot';
import { count, positiveDuration, positiveShare } from '../../../kernel/quantities.ts';
import { durationText } from '../../../kernel/quantity-text.ts';
import { settings } from '../../../kernel/settings.ts';
import { TimeWindow } from '../window/time-window.ts';
import { type RecentShare, TripPolicy, tripVariant } from './trip-policy.ts';

/**
 * A number of failures that follows the call rate: few at night, more at noon. Unlike a plain rate it is
 * never blind, however quiet the hour, and unlike a plain count it does not open on the noise of a peak.
 */
class Adaptive extends TripPolicy {
  override readonly needsTime = true;
  private readonly share: number;
  private readonly atLeast: number;
  private readonly atMost: number;
  private readonly windowMs: number;
  private readonly window: TimeWindow;

  constructor(share: number, atLeast: number, atMost: number, windowMs: number) {
    super();
    this.share = share;
    this.atLeast = atLeast;
    this.atMost = atMost;
    this.windowMs = windowMs;
    this.window = new TimeWindow(windowMs);
  }

  override onSuccess(now: number): boolean {
    this.window.record(now, 0);
    return false;
  }

  onFailure(now: number): boolean {
    this.window.record(now, 1);
    return this.window.sum >= this.threshold();
  }

  holds(now: number): boolean {
    this.window.expire(now);
    return this.window.sum >= this.threshold();
  }

  standing(now: number): string {
    this.window.expire(now);
    const { calls, sum } = this.window;
    const span = durationText(this.windowMs);
    return `${sum} of ${this.threshold()} failures in ${span}, with ${calls} calls`;
  }

  override shares(now: number): readonly RecentShare[] {
    this.window.expire(now);
    const { calls, sum: marked } = this.window;
    return [{ of: 'failed', calls, marked, rate: calls === 0 ? null : marked / calls }];
  }

  clear(): void {
    this.window.clear();
  }

  private threshold(): number {
    // 0.2 * 15 is a little more than 3.
    const following = Math.ceil(this.share * this.window.calls - 1e-9);
    return Math.min(this.atMost, Math.max(this.atLeast, following));
  }
}

export const adaptive = tripVariant({
  kind: 'adaptive',
  summary: 'a number of failures that follows the call rate: few at night, more at noon',
  entries: {
    share: v.optional(
      v.pipe(positiveShare, v.description('Failures asked for, as a share of the recent calls')),
      '20%',
    ),
    atLeast: v.optional(v.pipe(count(1), v.description('The fewest failures that open')), 3),
    atMost: v.optional(
      v.pipe(count(1), v.description('The failures that open however many calls there are')),
      1_000,
    ),
    window: v.optional(settings({ time: positiveDuration }), { time: '10s' }),
  },
  create: ({ share, atLeast, atMost, window }) => new Adaptive(share, atLeast, atMost, window.time),
});
