import type { RateLimitSettings } from './settings.ts';

/**
 * A token bucket: `burst` tokens at most, `rate` new ones a second, a call takes one. Kept as one
 * number, the instant at which the bucket will be full again (the generic cell rate algorithm of ATM),
 * so that nothing has to be refilled and no window has an edge to crowd at.
 */
export class RateLimit {
  private readonly intervalMs: number;
  /** Time that the bucket may lag behind full and still give: all tokens but one. */
  private readonly slackMs: number;
  private fullAtMs = Number.NEGATIVE_INFINITY;

  constructor({ rate, burst }: RateLimitSettings) {
    this.intervalMs = 1_000 / rate;
    this.slackMs = (burst - 1) * this.intervalMs;
  }

  /** Takes a token and returns 0, or returns the time in ms until there is one. */
  take(now: number): number {
    const waitMs = this.fullAtMs - this.slackMs - now;
    if (waitMs > 0) return waitMs;
    this.fullAtMs = Math.max(this.fullAtMs, now) + this.intervalMs;
    return 0;
  }
}
