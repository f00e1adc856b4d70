import type { Agenda } from '../kernel/agenda.ts';
import type { BlockJudge } from './books/block-judge.ts';
import type { Ledger } from './books/ledger.ts';
import type { Witness } from './books/witness.ts';
import type { Luck } from './luck.ts';
import type { Orders } from './orders.ts';
import type { Ways } from './topology/ways.ts';
import type { OrderClasses } from './traffic/classes.ts';

/** What every part of an arm works with: the time, the orders in flight, the books and the luck. */
export interface Run {
  readonly agenda: Agenda;
  readonly orders: Orders;
  readonly ledger: Ledger;
  /** Of the orders; each service and each link has its own. */
  readonly luck: Luck;
  /** Between regions; undefined where everything is in one place. */
  readonly ways: Ways | undefined;
  /** The classes of orders; undefined where all are alike. */
  readonly classes: OrderClasses | undefined;
  /** Told of each request whose last call was blocked, as it ends or a fallback takes it over. */
  readonly blocks: BlockJudge;
  /** Present when somebody follows calls or looks at single orders. */
  readonly witness: Witness | undefined;
}
