import type { Totals } from '../experiment/result.ts';

/** The orders that an arm served: paid at once or, having been deferred, later. */
export function served({ fate: { orders, amountCents } }: Totals) {
  return {
    orders: orders.paid + orders.paidLater,
    later: orders.paidLater,
    amountCents: amountCents.paid + amountCents.paidLater,
  };
}
