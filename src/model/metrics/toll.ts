import type { Ledger } from '../books/ledger.ts';
import { CHARGES } from './charge-metrics.ts';
import { FATE, ORDERS } from './order-metrics.ts';

const { failed, blocked, rejected, substituted } = FATE.orders.fields;
const cents = FATE.amountCents.fields;

/** Where on the books each thing stands that has a price, by the name of its price. */
const PRICED = {
  failedOrder: failed.read,
  blockedOrder: blocked.read,
  rejectedOrder: rejected.read,
  substitutedOrder: substituted.read,
  deferredOrder: ORDERS.deferred.read,
  duplicateCharge: CHARGES.duplicate.read,
  orphanedCharge: CHARGES.orphaned.read,
} as const;

type Priced = keyof typeof PRICED;
const NAMES = Object.keys(PRICED) as Priced[];

/** Prices, each in units of the currency; `margin` is the share of an amount that is earned. */
export type Prices = Readonly<Record<Priced, number>> & { readonly margin: number };

/** How often what has a price happened, and what else a bill is made of. */
export type Toll = Readonly<Record<Priced, number>> & {
  /** Worth of the orders lost for good, those declined left out: no remedy would have paid them. */
  readonly lostCents: number;
  /** Orders that ended. */
  readonly ended: number;
};

/** What the books hold by now. */
export function tollOf(ledger: Ledger): Toll {
  return {
    ...eachPriced((name) => PRICED[name](ledger)),
    lostCents:
      cents.failed.read(ledger) +
      cents.blocked.read(ledger) +
      cents.rejected.read(ledger) +
      cents.substituted.read(ledger),
    ended: ledger.ordersEnded,
  };
}

/** A toll that is, number by number, what `of` makes of the numbers of two. */
export function combined(one: Toll, other: Toll, of: (a: number, b: number) => number): Toll {
  return {
    ...eachPriced((name) => of(one[name], other[name])),
    lostCents: of(one.lostCents, other.lostCents),
    ended: of(one.ended, other.ended),
  };
}

/** What `names` of a toll cost together, in cents. */
export function priceOf(toll: Toll, prices: Prices, names: readonly Priced[]): number {
  return names.reduce((sum, name) => sum + 100 * prices[name] * toll[name], 0);
}

function eachPriced(of: (name: Priced) => number): Record<Priced, number> {
  return Object.fromEntries(NAMES.map((name) => [name, of(name)])) as Record<Priced, number>;
}
