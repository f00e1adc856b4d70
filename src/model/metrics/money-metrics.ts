import type { Ledger } from '../books/ledger.ts';
import type { Better, Fold, Metric } from './metric.ts';
import { FATE, lostCents } from './order-metrics.ts';

function cents(
  fold: Fold,
  better: Better,
  meaning: string,
  read: (ledger: Ledger) => number,
): Metric<Ledger, number> {
  return { unit: 'cents', fold, better, meaning, read };
}

const { paid, paidLater, waiting, pending } = FATE.amountCents.fields;

/** Money as it flows in a tick: offered where orders arrive, the rest where they end. */
export const AMOUNT_FLOWS = {
  offered: cents('flow', null, 'what all orders that came are worth', (of) => of.offeredCents),
  paid: cents('flow', 'more', 'paid at once', paid.read),
  paidLater: cents('flow', 'more', 'deferred, and paid in the end', paidLater.read),
  lost: cents(
    'flow',
    'less',
    'lost for good: failed, blocked, rejected, substituted or declined',
    lostCents,
  ),
} as const;

export const AMOUNTS = {
  ...AMOUNT_FLOWS,
  offered: { ...AMOUNT_FLOWS.offered, line: { label: 'offered' } },
  waiting: cents('level', null, 'deferred, and still waiting at the end', waiting.read),
  pending: cents('level', null, 'in flight at the end', pending.read),
} as const;
