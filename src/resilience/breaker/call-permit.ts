import type { ServiceFailure } from '../failure.ts';
import type { Permit } from './breaker.ts';
import type { ClockedBreaker } from './clocked-breaker.ts';

/**
 * Leave to make one call. Say once how it ended: whatever is said after that is not heard. A permit that is
 * never given back counts as a call in flight for ever, unless the probe policy has a `lease`.
 */
export class CallPermit {
  private readonly clocked: ClockedBreaker;
  private readonly permit: Permit;
  private readonly startedMs: number;
  private isSettled = false;

  /** Permits come from `CircuitBreaker.tryAcquire`. */
  constructor(clocked: ClockedBreaker, permit: Permit, startedMs: number) {
    this.clocked = clocked;
    this.permit = permit;
    this.startedMs = startedMs;
  }

  /** The service did its work. */
  succeed(): void {
    if (this.isSettled) return;
    this.isSettled = true;
    this.clocked.succeed(this.permit, this.startedMs);
  }

  /** The service failed. `error` becomes the `cause` of refusals; its `retryAfterMs` may be heeded. */
  fail(error?: unknown, kind: ServiceFailure = 'error'): void {
    if (this.isSettled) return;
    this.isSettled = true;
    this.clocked.fail(this.permit, this.startedMs, kind, error);
  }

  /** The call says nothing about the service. */
  ignore(): void {
    if (this.isSettled) return;
    this.isSettled = true;
    this.clocked.ignore(this.permit, this.startedMs);
  }
}
