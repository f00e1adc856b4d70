import type { Agenda } from '../kernel/agenda.ts';
import type { Diary } from './diary.ts';
import type { Journal } from './journal.ts';
import type { Ledger } from './ledger.ts';
import type { Luck } from './luck.ts';
import type { Orders } from './orders.ts';

/** What every part of an arm works with: the time, the orders in flight, the books and the luck. */
export interface Desk {
  readonly agenda: Agenda;
  readonly orders: Orders;
  readonly ledger: Ledger;
  readonly luck: Luck;
  /** Present when somebody follows call by call. */
  readonly journal: Journal | undefined;
  /** Present when somebody looks at single orders. */
  readonly diary: Diary | undefined;
}
