import * as v from 'valibot';
import { count, duration, rate } from '../../kernel/quantities.ts';
import { variantOf } from '../../kernel/variant.ts';
import { blamesService, type Failure } from '../failure.ts';
import { fallbackEntries } from './substitution.ts';

const DRAIN = 'a rate such as 10/s or 600/min, above 0/s';

interface Terms {
  readonly capacity?: number | undefined;
  readonly drain: number;
  readonly after: number;
  readonly tries: number;
}

/**
 * Room and pace of a queue of deferred work. All wait equally long, so the line is in order by itself;
 * the line is the caller's to keep.
 */
export class Deferral {
  /** What was deferred and has not been settled: it waits, or is being tried. */
  unsettled = 0;
  private readonly capacity: number;
  private readonly intervalMs: number;
  private readonly afterMs: number;
  private readonly tries: number;
  private nextSlotMs = 0;

  constructor({ capacity, drain, after, tries }: Terms) {
    this.capacity = capacity ?? Number.POSITIVE_INFINITY;
    this.intervalMs = 1_000 / drain;
    this.afterMs = after;
    this.tries = tries;
  }

  /** Whether there is room for one more; a yes takes it. */
  tryDefer(): boolean {
    if (this.unsettled >= this.capacity) return false;
    this.unsettled++;
    return true;
  }

  /** When the first in line may be tried, having waited since `sinceMs`. */
  dueMs(sinceMs: number): number {
    return Math.max(sinceMs + this.afterMs, this.nextSlotMs);
  }

  /** The first in line is tried now. */
  onTry(now: number): void {
    this.nextSlotMs = now + this.intervalMs;
  }

  /**
   * Whether what failed goes back to the end of the line: it was `tried` times sent to the service. What the
   * service declined is settled (undefined: it did not fail at all).
   */
  returns(failure: Failure | undefined, tried: number): boolean {
    if (failure === undefined || failure === 'declined') return false;
    return !blamesService(failure) || tried < this.tries;
  }

  settle(): void {
    this.unsettled--;
  }
}

/** The customer is told "we have your order"; the payment may still fail when nobody looks any more. */
export const defer = variantOf<Deferral>()({
  kind: 'defer',
  summary: 'accepted now, processed later: a queue that is drained at its own pace',
  entries: {
    capacity: v.optional(
      v.pipe(count(1), v.description('What may wait at once; beyond it the failure stands')),
    ),
    drain: v.optional(
      v.pipe(
        rate,
        v.check((perSecond) => perSecond > 0, DRAIN),
        v.description('How fast what waits is tried again'),
      ),
      '10/s',
    ),
    after: v.optional(
      v.pipe(duration, v.description('How long each waits at least before it is tried (again)')),
      '10s',
    ),
    tries: v.optional(
      v.pipe(
        count(1),
        v.description('Tries before it has failed for good; those that were refused do not count'),
      ),
      5,
    ),
    ...fallbackEntries,
  },
  create: (settings) => new Deferral(settings),
});

export type DeferSettings = v.InferOutput<typeof defer.schema>;
