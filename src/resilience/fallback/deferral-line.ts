import type { Clock } from '../clock.ts';
import { failureOf } from '../failure-of.ts';
import { NEVER, type Task } from '../guard.ts';
import type { DeferSettings } from './defer.ts';
import { Deferral } from './deferral.ts';

/** What became of a deferred task in the end. */
export type Settlement =
  | { readonly outcome: 'successful'; readonly result: unknown; readonly waitedMs: number }
  | { readonly outcome: 'failed'; readonly error: unknown; readonly waitedMs: number };

interface Deferred {
  readonly task: Task<unknown>;
  readonly deferredAtMs: number;
  waitsSinceMs: number;
  tried: number;
}

/** The deferred tasks of one guard, in memory: what must survive a crash belongs in a real queue. */
export class DeferralLine {
  private readonly deferral: Deferral;
  private readonly clock: Clock;
  private readonly onSettled: ((settlement: Settlement) => void) | undefined;
  private readonly line: Deferred[] = [];
  private isScheduled = false;

  constructor(
    settings: DeferSettings,
    clock: Clock,
    onSettled: ((settlement: Settlement) => void) | undefined,
  ) {
    this.deferral = new Deferral(settings);
    this.clock = clock;
    this.onSettled = onSettled;
  }

  /** Takes the task in, to be tried again later; false where the queue is full. */
  tryDefer(task: Task<unknown>): boolean {
    if (!this.deferral.tryDefer()) return false;
    const now = this.clock.now();
    this.line.push({ task, deferredAtMs: now, waitsSinceMs: now, tried: 0 });
    this.schedule();
    return true;
  }

  private schedule(): void {
    const first = this.line[0];
    if (first === undefined || this.isScheduled) return;
    this.isScheduled = true;
    const now = this.clock.now();
    const delayMs = Math.max(0, this.deferral.dueMs(first.waitsSinceMs) - now);
    this.clock.setTimer(
      delayMs,
      () => {
        this.isScheduled = false;
        this.tryFirst();
      },
      true,
    );
  }

  private tryFirst(): void {
    const first = this.line[0]!;
    // A timer may be early; the queue is not.
    if (this.clock.now() >= this.deferral.dueMs(first.waitsSinceMs)) {
      this.line.shift();
      this.deferral.onTry(this.clock.now());
      void this.run(first);
    }
    this.schedule();
  }

  private async run(deferred: Deferred): Promise<void> {
    try {
      const result = await deferred.task(NEVER);
      const waitedMs = this.clock.now() - deferred.deferredAtMs;
      this.settle({ outcome: 'successful', result, waitedMs });
    } catch (error) {
      const failure = failureOf(error);
      if (failure === 'error' || failure === 'timeout') deferred.tried++;
      if (this.deferral.returns(failure, deferred.tried)) {
        deferred.waitsSinceMs = this.clock.now();
        this.line.push(deferred);
        this.schedule();
      } else {
        const waitedMs = this.clock.now() - deferred.deferredAtMs;
        this.settle({ outcome: 'failed', error, waitedMs });
      }
    }
  }

  /** A listener that throws breaks nothing of ours. */
  private settle(settlement: Settlement): void {
    this.deferral.settle();
    try {
      this.onSettled?.(settlement);
    } catch {
      // It is the listener's own affair.
    }
  }
}
