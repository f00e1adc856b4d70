import * as v from 'valibot';
import { count, positiveDuration } from '../../../kernel/quantities.ts';
import { durationText } from '../../../kernel/quantity-text.ts';
import { settings } from '../../../kernel/settings.ts';
import { TripPolicy, tripVariant } from './trip-policy.ts';

/** Blind to traffic: the same count is many at night and few at noon. */
export class FailureCount extends TripPolicy {
  private readonly failures: number;
  private readonly windowMs: number;
  /** The instants of the last `failures` failures, as a ring; the oldest decides. */
  private readonly instants: Float64Array;
  private recorded = 0;

  constructor(failures: number, windowMs: number) {
    super();
    this.failures = failures;
    this.windowMs = windowMs;
    this.instants = new Float64Array(failures);
  }

  onFailure(now: number): boolean {
    this.instants[this.recorded++ % this.failures] = now;
    return this.holds(now);
  }

  holds(now: number): boolean {
    if (this.recorded < this.failures) return false;
    const oldest = this.instants[this.recorded % this.failures]!;
    return now - oldest < this.windowMs;
  }

  /** How many of the last failures are still in the window; never more than would open. */
  recent(now: number): number {
    const known = this.instants.subarray(0, Math.min(this.recorded, this.failures));
    return known.filter((instant) => now - instant < this.windowMs).length;
  }

  standing(now: number): string {
    const recent = this.recent(now);
    return `${recent} ${recent === 1 ? 'failure' : 'failures'} in ${durationText(this.windowMs)}`;
  }

  clear(): void {
    this.recorded = 0;
  }
}

export const failureCount = tripVariant({
  kind: 'failure-count',
  summary: 'so many failures within a time window, whatever succeeds between them',
  entries: {
    failures: v.optional(count(1), 5),
    window: v.optional(settings({ time: positiveDuration }), { time: '30s' }),
  },
  create: ({ failures, window }) => new FailureCount(failures, window.time),
});
