import type { Ledger } from '../books/ledger.ts';
import type { Better, Line, Metric } from './metric.ts';

function charges(
  better: Better,
  meaning: string,
  read: (ledger: Ledger) => number,
  line: Line,
): Metric<Ledger, number> {
  return { unit: 'count', fold: 'whole', better, meaning, read, line };
}

/** What cards were charged, rightly or not. */
export const CHARGES = {
  made: charges(null, 'charges to cards', (of) => of.chargesMade, { label: 'made' }),
  duplicate: charges(
    'less',
    'second and further charges for the same order',
    (of) => of.duplicateCharges,
    { label: 'duplicate' },
  ),
  orphaned: charges('less', 'orders that ended unpaid though charged', (of) => of.orphanedCharges, {
    label: 'orphaned',
  }),
} as const;
