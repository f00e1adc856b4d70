import type { OrderListener } from '../model/books/ledger.ts';

/** Two that are told of the end of every order. */
export function both(one: OrderListener, other: OrderListener): OrderListener {
  return {
    ended(number, outcome, amountCents, arrivedAtMs, nowMs) {
      one.ended(number, outcome, amountCents, arrivedAtMs, nowMs);
      other.ended(number, outcome, amountCents, arrivedAtMs, nowMs);
    },
    settled(number, outcome, amountCents, arrivedAtMs) {
      one.settled(number, outcome, amountCents, arrivedAtMs);
      other.settled(number, outcome, amountCents, arrivedAtMs);
    },
  };
}
