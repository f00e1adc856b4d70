import type { Agenda } from '../kernel/agenda.ts';
import type { Ledger } from './books/ledger.ts';
import type { Witness } from './books/witness.ts';
import type { Luck } from './luck.ts';
import type { Orders } from './orders.ts';

/** What every part of an arm works with: the time, the orders in flight, the books and the luck. */
export interface Run {
  readonly agenda: Agenda;
  readonly orders: Orders;
  readonly ledger: Ledger;
  readonly luck: Luck;
  /** Told of an order whose last call was blocked, as it ends or a fallback takes it over. */
  readonly blocked: (slot: number) => void;
  /** Present when somebody follows calls or looks at single orders. */
  readonly witness: Witness | undefined;
}
