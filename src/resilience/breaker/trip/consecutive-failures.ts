import * as v from 'valibot';
import { count, positiveDuration } from '../../../kernel/quantities.ts';
import { TripPolicy, tripVariant } from './trip-policy.ts';

/** Blind to rate: one lucky success starts the count again. */
class ConsecutiveFailures extends TripPolicy {
  private streak = 0;
  private readonly failures: number;
  private readonly intervalMs: number;
  /** The interval in which the streak stands, counted from the clock's origin. */
  private interval = 0;

  constructor(failures: number, intervalMs: number) {
    super();
    this.failures = failures;
    this.intervalMs = intervalMs;
  }

  override onSuccess(): boolean {
    this.streak = 0;
    return false;
  }

  onFailure(now: number): boolean {
    this.expire(now);
    this.streak++;
    return this.streak >= this.failures;
  }

  holds(now: number): boolean {
    this.expire(now);
    return this.streak >= this.failures;
  }

  standing(now: number): string {
    this.expire(now);
    if (this.streak === 0) return 'no failure';
    return this.streak === 1 ? '1 failure' : `${this.streak} consecutive failures`;
  }

  clear(): void {
    this.streak = 0;
  }

  private expire(now: number): void {
    const interval = Math.floor(now / this.intervalMs);
    // Who only asks where it stands may name an instant that has passed.
    if (interval <= this.interval) return;
    this.interval = interval;
    this.streak = 0;
  }
}

export const consecutiveFailures = tripVariant({
  kind: 'consecutive-failures',
  summary: 'so many failures without a success between them',
  entries: {
    failures: v.optional(count(1), 5),
    clearedEvery: v.optional(
      v.pipe(
        positiveDuration,
        v.description(
          'The count starts again at fixed intervals, so that a slow trickle never opens; left out, it does not',
        ),
      ),
    ),
  },
  create: ({ failures, clearedEvery = Number.POSITIVE_INFINITY }) =>
    new ConsecutiveFailures(failures, clearedEvery),
});
