import { covers, type Failure } from '../failure.ts';
import type { Luck } from '../luck.ts';
import { type Backoff, createBackoff } from './backoff.ts';
import { RetryBudget } from './retry-budget.ts';
import type { RetrySettings } from './settings.ts';

/** The answer to "shall we try again?" that is no. */
export const NO_RETRY = -1;

/** Whether and when a failed call is made again. Knows no clock: waiting is the caller's part. */
export class RetryRules {
  private readonly calls: number;
  private readonly repeated: readonly Failure[];
  private readonly maxRetryAfter: number;
  private readonly honoursRetryAfter: boolean;
  private readonly backoff: Backoff;
  private readonly budget: RetryBudget | undefined;

  constructor(settings: RetrySettings) {
    this.calls = settings.calls;
    this.repeated = settings.blockedToo ? [...settings.on, 'blocked'] : settings.on;
    this.maxRetryAfter = settings.maxRetryAfter;
    this.honoursRetryAfter = settings.retryAfter;
    this.backoff = createBackoff(settings.backoff);
    this.budget = settings.budget === undefined ? undefined : new RetryBudget(settings.budget);
  }

  /** A first call is about to be made, at `now` in ms of the caller's clock. */
  onFirstCall(now: number): void {
    this.budget?.onCall(now);
  }

  /** A call succeeded. */
  onSuccess(now: number): void {
    this.budget?.onSuccess(now);
  }

  /** Whether failures of this kind are worth another try at all. */
  repeats(failure: Failure): boolean {
    return covers(this.repeated, failure);
  }

  /**
   * The wait in ms before the next call, or NO_RETRY, after `tries` calls of which the last failed in a
   * way worth repeating, at `now`. `previousMs` is what this returned the last time (0: never asked), and
   * `retryAfterMs` how long the service asks us to wait (0: it does not say). A yes is paid from the budget.
   */
  waitMs(
    now: number,
    tries: number,
    random: Luck,
    previousMs: number,
    retryAfterMs: number,
  ): number {
    if (tries >= this.calls) return NO_RETRY;
    const asked = this.honoursRetryAfter ? retryAfterMs : 0;
    if (asked > this.maxRetryAfter) return NO_RETRY;
    if (this.budget !== undefined && !this.budget.tryRetry(now)) return NO_RETRY;
    return Math.max(asked, this.backoff(tries, random, previousMs));
  }
}
