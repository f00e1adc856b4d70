import type { BudgetSettings } from './settings.ts';

/** Shares are kept as whole millionths: ten tenths of a token are then one token. */
const TOKEN = 1_000_000;

/**
 * A token bucket that bounds retries by calls, so that retries cannot multiply the load of a service
 * that is down: at 20 % they add a fifth at most, where three tries would triple it. After Finagle's
 * RetryBudget; ours forgets nothing with time.
 */
export class RetryBudget {
  private readonly deposit: number;
  private readonly limit: number;
  private tokens: number;

  constructor({ share, burst }: BudgetSettings) {
    this.deposit = Math.round(share * TOKEN);
    this.limit = burst * TOKEN;
    this.tokens = this.limit;
  }

  /** A first call pays in. */
  onCall(): void {
    this.tokens = Math.min(this.limit, this.tokens + this.deposit);
  }

  /** Takes the price of one retry; false where there is not enough. */
  tryRetry(): boolean {
    if (this.tokens < TOKEN) return false;
    this.tokens -= TOKEN;
    return true;
  }
}
