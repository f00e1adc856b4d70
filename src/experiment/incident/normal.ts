/**
 * What "normal service" means, all in one place. Judged on windows of orders in order of arrival, each as long
 * as a hundred payments normally take; never on ticks.
 */

/** Payments that a window normally brings: fewer in a run of few orders, a twentieth of them. */
export const PAYMENTS = 100;
const FEWEST_PAYMENTS = 3;
const WINDOWS_IN_A_RUN = 20;
/** A window is normal if it brings at least this share of them, */
export const NORMAL = 0.9;
/** and far below normal if it brings less than this: then the recovery before it was none. */
export const FAR_BELOW = 0.75;
/** Or so many standard deviations less, where chance alone is as wide as that. */
const SIGMAS = 5;
/** Where less than this share was paid before the trouble, service was down already. */
export const DOWN = 0.01;

/** What is normal for one arm. */
export interface Normal {
  /** Orders in a window. */
  readonly orders: number;
  /** Payments from which a window is normal, and below which it is far from it. */
  readonly paid: number;
  readonly farBelow: number;
}

/** Payments by which a run of about so many orders is judged. */
export function paymentsIn(expectedOrders: number): number {
  const few = Math.round(expectedOrders / WINDOWS_IN_A_RUN);
  return Math.min(PAYMENTS, Math.max(FEWEST_PAYMENTS, few));
}

/**
 * What is normal where `share` (0 to 1) of the orders were paid before the trouble; null where service was
 * down already.
 */
export function normalAt(share: number, payments: number): Normal | null {
  if (share < DOWN) return null;
  const orders = Math.ceil(payments / share);
  const usual = share * orders;
  const chance = SIGMAS * Math.sqrt(usual * (1 - share));
  const least = (part: number): number => usual - Math.max((1 - part) * usual, chance);
  return { orders, paid: least(NORMAL), farBelow: least(FAR_BELOW) };
}
