import { type ConcurrencyLimitSettings, createLimitPolicy } from './index.ts';
import type { LimitPolicy } from './limit-policy.ts';

/**
 * A bulkhead that finds out its own size. What the service does not bear is rejected at once, so that
 * what is sent is answered in time.
 */
export class ConcurrencyLimit {
  inProgress = 0;
  private readonly policy: LimitPolicy;

  constructor(settings: ConcurrencyLimitSettings) {
    this.policy = createLimitPolicy(settings);
  }

  /** Calls that may be in progress at once, at present. */
  get limit(): number {
    return Math.floor(this.policy.limit);
  }

  /** May one more call begin? After a yes, one of the three below must follow. */
  tryEnter(): boolean {
    if (this.inProgress >= this.limit) return false;
    this.inProgress++;
    return true;
  }

  /** The call was answered after `durationMs`. */
  answered(durationMs: number): void {
    this.policy.onAnswer(durationMs, this.inProgress);
    this.inProgress--;
  }

  /** The call failed or ran out of time. */
  dropped(): void {
    this.policy.onDrop();
    this.inProgress--;
  }

  /** The call says nothing about the service: its caller went away, or it was never sent. */
  ignored(): void {
    this.inProgress--;
  }
}
