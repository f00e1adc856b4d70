import type { BulkheadSettings } from './settings.ts';

/** What becomes of a call at the door. */
export type Admission = 'enter' | 'wait' | 'reject';

/**
 * A compartment of a ship: so many calls may be in progress, so many may wait, the rest is rejected at
 * once. A slow service then takes its own compartment down and not the whole ship. It only counts; the
 * line of those who wait, first come, first served, is the caller's to keep.
 */
export class Bulkhead {
  inProgress = 0;
  waiting = 0;
  private readonly calls: number;
  private readonly queue: number;

  constructor({ calls, queue }: BulkheadSettings) {
    this.calls = calls;
    this.queue = queue;
  }

  /** One more call asks. After `enter` it must `leave`; after `wait` it may `stopWaiting`. */
  ask(): Admission {
    if (this.inProgress < this.calls) {
      this.inProgress++;
      return 'enter';
    }
    if (this.waiting >= this.queue) return 'reject';
    this.waiting++;
    return 'wait';
  }

  /** A call is over. True: its place goes to the first of those who wait, who has now entered. */
  leave(): boolean {
    if (this.waiting === 0) {
      this.inProgress--;
      return false;
    }
    this.waiting--;
    return true;
  }

  /** One of those who wait gives up. */
  stopWaiting(): void {
    this.waiting--;
  }
}
