import { DOWN } from '../incident/normal.ts';

/**
 * How long service was below normal, on windows of orders in order of arrival, one after the other: each of as
 * many orders as normally bring a thousand payments, in a run of few orders of a fiftieth of them. Finer than
 * the windows that recovery is decided on, because a hundredth of a hundred orders is one.
 */

/** Payments that a window normally brings. */
export const PAYMENTS = 1_000;
const WINDOWS_IN_A_RUN = 50;
/** A window is below normal if it brings less than this share of what is normal, */
export const NORMAL = 0.99;
/** or so many standard deviations less, where chance alone is as wide as that. */
const SIGMAS = 4;

/** The same in a run of about so many orders. */
export function paymentsIn(expectedOrders: number): number {
  return Math.min(PAYMENTS, Math.max(1, Math.round(expectedOrders / WINDOWS_IN_A_RUN)));
}

export class BelowNormal {
  private readonly payments: number;
  private fromMs = 0;
  private came = 0;
  private paid = 0;
  private totalMs = 0;
  private share = 0;

  /** `payments`: that a window normally brings. */
  constructor(payments: number) {
    this.payments = payments;
  }

  /** `share`: of the orders that are normally paid, 0 to 1; the same for every order. */
  note(arrivedAtMs: number, isPaid: boolean, share: number): void {
    if (this.came * share >= this.payments) this.close(arrivedAtMs);
    if (this.came === 0) this.fromMs = arrivedAtMs;
    this.share = share;
    this.came++;
    if (isPaid) this.paid++;
  }

  /** The time below normal, in ms, of a run that ended at `endMs`; null where service was down before. */
  finish(endMs: number): number | null {
    if (this.share < DOWN) return null;
    this.close(endMs);
    return this.totalMs;
  }

  private close(untilMs: number): void {
    const { came, share } = this;
    const usual = share * came;
    const chance = SIGMAS * Math.sqrt(usual * (1 - share));
    if (this.paid < usual - Math.max((1 - NORMAL) * usual, chance)) {
      this.totalMs += untilMs - this.fromMs;
    }
    this.came = 0;
    this.paid = 0;
  }
}
