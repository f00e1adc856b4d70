import { harmless } from '../announcer.ts';
import type { Clock } from '../clock.ts';
import { endOf } from '../end.ts';
import { blamesService, type Failure } from '../failure.ts';
import { NEVER, type Task } from '../guard.ts';
import { type IsFailure, isFailureVerdict } from '../verdict.ts';
import { type Deferral, type DeferSettings, defer } from './defer.ts';

/** What became of a deferred task in the end. */
export type Settlement =
  | { readonly outcome: 'successful'; readonly result: unknown; readonly waitedMs: number }
  | {
      readonly outcome: 'failed';
      /** `declined`, `error`, …: how it failed in the end. */
      readonly kind: Failure;
      readonly error: unknown;
      readonly waitedMs: number;
    };

interface DeferralTools {
  readonly isFailure?: IsFailure | undefined;
  readonly onSettled?: ((settlement: Settlement) => unknown) | undefined;
}

interface Deferred {
  readonly task: Task<unknown>;
  readonly deferredAtMs: number;
  waitsSinceMs: number;
  tried: number;
}

/**
 * The deferred tasks of one guard, in memory: lost when the process ends, which does not wait for them. What
 * must survive belongs in a real queue.
 */
export class DeferralLine {
  private readonly deferral: Deferral;
  private readonly clock: Clock;
  private readonly isFailure: IsFailure | undefined;
  private readonly onSettled: DeferralTools['onSettled'];
  private readonly line: Deferred[] = [];
  private isScheduled = false;

  constructor(settings: DeferSettings, clock: Clock, { isFailure, onSettled }: DeferralTools) {
    this.deferral = defer.create(settings);
    this.clock = clock;
    this.isFailure = isFailure;
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
    this.clock.setTimer(delayMs, () => {
      this.isScheduled = false;
      this.tryFirst();
    });
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
    const { value, threw, verdict } = await endOf(deferred.task, this.isFailure, NEVER);
    const failure = isFailureVerdict(verdict) ? verdict : undefined;
    if (failure !== undefined && blamesService(failure)) deferred.tried++;
    const now = this.clock.now();
    if (this.deferral.returns(failure, deferred.tried)) {
      deferred.waitsSinceMs = now;
      this.line.push(deferred);
      this.schedule();
      return;
    }
    this.deferral.settle();
    const waitedMs = now - deferred.deferredAtMs;
    const settlement: Settlement =
      threw || failure !== undefined
        ? // Thrown and yet no failure: a "no" by another name.
          { outcome: 'failed', kind: failure ?? 'declined', error: value, waitedMs }
        : { outcome: 'successful', result: value, waitedMs };
    harmless(() => this.onSettled?.(settlement));
  }
}
