import type { BudgetSettings } from './settings.ts';

/** Shares are kept as whole millionths: ten tenths of a token are then one token. */
const TOKEN = 1_000_000;
/** What has a time to live is kept by the tenth of that time in which it was paid in. */
const SLICES = 10;

/**
 * A token bucket that bounds retries by calls, so that retries cannot multiply the load of a service
 * that is down: at 20 % they add a fifth at most, where three tries would triple it. After Finagle's
 * RetryBudget; that forgets what is older than its time to live, as ours does where it is given one.
 * Times are in ms of one clock that never goes back.
 */
export class RetryBudget {
  private readonly deposit: number;
  private readonly limit: number;
  private readonly bySuccesses: boolean;
  private readonly sliceMs: number;
  /** The tokens by their age, the ring of the slices; without a time to live all lie in one. */
  private readonly slices: Float64Array;
  /** NaN before the first call: what it starts with is paid in then. */
  private present = Number.NaN;
  private tokens: number;

  constructor({ share, burst, paidBy, ttl }: BudgetSettings) {
    this.deposit = Math.round(share * TOKEN);
    this.limit = burst * TOKEN;
    this.bySuccesses = paidBy === 'successes';
    this.sliceMs = ttl === undefined ? Number.POSITIVE_INFINITY : ttl / SLICES;
    this.slices = new Float64Array(ttl === undefined ? 1 : SLICES);
    this.tokens = this.limit;
  }

  /** A first call is about to be made. */
  onCall(now: number): void {
    if (!this.bySuccesses) this.pay(now);
  }

  /** A call, a first or a repeated one, succeeded. */
  onSuccess(now: number): void {
    if (this.bySuccesses) this.pay(now);
  }

  /** Takes the price of one retry, the oldest tokens first; false where there is not enough. */
  tryRetry(now: number): boolean {
    this.expire(now);
    if (this.tokens < TOKEN) return false;
    this.tokens -= TOKEN;
    let owed = TOKEN;
    for (let age = this.slices.length - 1; owed > 0; age--) {
      const place = this.placeOf(this.present - age);
      const taken = Math.min(owed, this.slices[place]!);
      this.slices[place]! -= taken;
      owed -= taken;
    }
    return true;
  }

  private pay(now: number): void {
    this.expire(now);
    const paid = Math.min(this.deposit, this.limit - this.tokens);
    this.tokens += paid;
    this.slices[this.placeOf(this.present)]! += paid;
  }

  private expire(now: number): void {
    const present = Math.floor(now / this.sliceMs);
    if (Number.isNaN(this.present)) this.slices[this.placeOf(present)] = this.limit;
    const passed = Math.min(this.slices.length, present - this.present);
    for (let slice = 0; slice < passed; slice++) {
      const place = this.placeOf(present - slice);
      this.tokens -= this.slices[place]!;
      this.slices[place] = 0;
    }
    this.present = present;
  }

  private placeOf(slice: number): number {
    const { length } = this.slices;
    return ((slice % length) + length) % length;
  }
}
