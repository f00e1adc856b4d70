import type { DeferralBook } from '../books/deferral-book.ts';
import { OUTCOME } from '../outcome.ts';
import { latencyMetrics, recorded } from './latency-metrics.ts';
import { type Better, type Metric, part, type Unit } from './metric.ts';

function row(
  better: Better,
  meaning: string,
  read: (book: DeferralBook) => number,
  unit: Unit = 'count',
): Metric<DeferralBook, number> {
  return { unit, fold: 'whole', better, meaning, read };
}

const { successful, declined } = OUTCOME;

/** What came of the deferred orders. */
export const DEFERRED = {
  drained: row(null, 'deferred orders that are settled', ({ drained }) => drained),
  paid: row('more', 'deferred orders paid in the end', (of) => of.settled[successful]!),
  declined: row(null, 'deferred orders declined in the end', (of) => of.settled[declined]!),
  failed: row(
    'less',
    'deferred orders that failed in the end',
    (of) => of.drained - of.settled[successful]! - of.settled[declined]!,
  ),
  waiting: row(null, 'deferred orders that wait at the end', ({ waiting }) => waiting),
  paidCents: row(
    'more',
    'money of the deferred orders paid in the end',
    (of) => of.settledCents[successful]!,
    'cents',
  ),
  waitMs: part(
    ({ wait }: DeferralBook) => recorded(wait),
    latencyMetrics('of the waits from deferral to settlement', ['mean', 'p95']),
    'wait of deferred',
  ),
} as const;
