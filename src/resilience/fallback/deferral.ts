import { type Failure, isOfService } from '../failure.ts';
import type { DeferSettings } from './defer.ts';

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

  constructor({ capacity, drain, after, tries }: DeferSettings) {
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

  /** Whether what failed goes back to the end of the line: it was `tried` times sent to the service. */
  returns(failure: Failure | undefined, tried: number): boolean {
    if (failure === undefined || failure === 'declined') return false;
    return !isOfService(failure) || tried < this.tries;
  }

  settle(): void {
    this.unsettled--;
  }
}
