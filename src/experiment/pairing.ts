import type { OrderListener } from '../model/books/ledger.ts';
import { OUTCOME, type Outcome } from '../model/outcome.ts';

interface Tally {
  orders: number;
  amountCents: number;
}

/** A stretch of order numbers. */
interface Page {
  /** For each order: 0 while it has ended in neither arm, else 1 + the outcome of the arm that was first. */
  readonly first: Uint8Array;
  /** Orders that have ended in both arms. */
  settled: number;
}

const PAGE = 2 ** 14;
const PAID = OUTCOME.successful;

/** What the candidate cost and gained against the baseline, order by order. */
export class Pairs {
  /** Blocked by the candidate, paid in the baseline. */
  readonly cost: Tally = { orders: 0, amountCents: 0 };
  /** Not paid by the candidate, nor taken for later, but paid in the baseline: the cost is part of it. */
  readonly loss: Tally = { orders: 0, amountCents: 0 };
  /** Paid by the candidate, not paid in the baseline. */
  readonly gain: Tally = { orders: 0, amountCents: 0 };

  /** One order that has ended in both arms. */
  judge(baseline: Outcome, candidate: Outcome, amountCents: number): void {
    const paidIn = { baseline: baseline === PAID, candidate: candidate === PAID };
    if (paidIn.candidate === paidIn.baseline || candidate === OUTCOME.deferred) return;
    add(paidIn.candidate ? this.gain : this.loss, amountCents);
    if (candidate === OUTCOME.blocked) add(this.cost, amountCents);
  }
}

/**
 * Sets the two arms' outcomes of each order side by side, which is meaningful because the arms share
 * luck. The arms advance together, so few orders have ended in one and not yet in the other: in an open
 * loop those in flight. In a closed loop the arm whose orders end sooner places more of them, which is why
 * they are kept at one byte each.
 */
export class Pairing extends Pairs {
  private readonly pages = new Map<number, Page>();

  readonly baseline: OrderListener = {
    ended: (number, outcome, amountCents) => {
      const other = this.other(number, outcome);
      if (other !== undefined) this.judge(outcome, other, amountCents);
    },
    settled: () => {},
  };

  readonly candidate: OrderListener = {
    ended: (number, outcome, amountCents) => {
      const other = this.other(number, outcome);
      if (other !== undefined) this.judge(other, outcome, amountCents);
    },
    settled: () => {},
  };

  /** The order's outcome in the other arm, if it has one; else this one is remembered. */
  private other(number: number, outcome: Outcome): Outcome | undefined {
    const key = Math.floor(number / PAGE);
    const page = this.pages.get(key) ?? this.openPage(key);
    const place = number % PAGE;
    const first = page.first[place]!;
    if (first === 0) {
      page.first[place] = outcome + 1;
      return undefined;
    }
    page.settled++;
    if (page.settled === PAGE) this.pages.delete(key);
    return (first - 1) as Outcome;
  }

  private openPage(key: number): Page {
    const page = { first: new Uint8Array(PAGE), settled: 0 };
    this.pages.set(key, page);
    return page;
  }
}

function add(tally: Tally, amountCents: number): void {
  tally.orders++;
  tally.amountCents += amountCents;
}
