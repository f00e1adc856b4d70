import type { Durations } from '../kernel/histogram.ts';
import type { BreakerWatch } from '../model/books/breaker-watch.ts';
import type { DeferralBook } from '../model/books/deferral-book.ts';
import type { Ledger } from '../model/books/ledger.ts';
import type { OrderLatency } from '../model/books/order-latency.ts';
import { failedOf, OUTCOME } from '../model/outcome.ts';
import type { PaymentService } from '../model/service/payment-service.ts';
import type { Backup, World } from '../model/world.ts';
import type {
  AmountCounts,
  BackupTotals,
  BreakerTotals,
  CallCounts,
  DeferredTotals,
  LatencySummary,
  OrderCounts,
  OrderLatencySummary,
  Totals,
} from './result.ts';

/** Everything that is read off the model at the end of a run. */
export function totalsOf(checkout: World): Totals {
  const { agenda, ledger, breakers, paymentService, backup } = checkout;
  const offered = ledger.offeredCents;
  const paid = ledger.cents[OUTCOME.successful]!;
  return {
    orders: { ...orderCounts(ledger), pending: ledger.ordersArrived - ledger.ordersEnded },
    calls: {
      ...callCounts(ledger.callsStarted, ledger.calls),
      pending: ledger.callsStarted - ledger.callsEnded,
    },
    latencyMs: orderLatency(ledger.latency),
    callLatencyMs: summarise(ledger.callLatency),
    queueWaitMs: summarise(paymentService.meter.queueWait),
    paymentService: loadOf(paymentService, agenda.now),
    amountCents: { offered, paid, lost: offered - paid },
    charges: {
      made: ledger.chargesMade,
      duplicate: ledger.duplicateCharges,
      orphaned: ledger.orphanedCharges,
    },
    rejections: { ...ledger.rejections },
    deferred: ledger.deferral.orders === 0 ? null : deferredTotals(ledger.deferral),
    backup: backup === undefined ? null : backupTotals(backup, ledger.paidByBackup, agenda.now),
    breaker: breakers.length === 0 ? null : breakerTotals(breakers),
  };
}

function breakerTotals(breakers: readonly BreakerWatch[]): Totals['breaker'] {
  const sum = (of: (breaker: BreakerWatch) => number) =>
    breakers.reduce((total, breaker) => total + of(breaker), 0);
  return {
    opens: sum(({ opens }) => opens),
    openMs: sum((breaker) => breaker.meanTimeIn('open')),
    halfOpenMs: sum((breaker) => breaker.meanTimeIn('half-open')),
  };
}

/** Each breaker by itself. */
export function breakersOf({ breakers }: World): BreakerTotals[] {
  return breakers.map((breaker) => ({
    name: breaker.name,
    place: breaker.place,
    opens: breaker.opens,
    openMs: breaker.meanTimeIn('open'),
    halfOpenMs: breaker.meanTimeIn('half-open'),
    blocked: breaker.blockedCalls,
    blockedWhileFitMs: breaker.blockedWhileFitMs,
  }));
}

/** How the orders of a run ended so far. */
export function orderCounts(ledger: Ledger): OrderCounts {
  const ended = ledger.orders;
  return {
    arrived: ledger.ordersArrived,
    paid: ended[OUTCOME.successful]!,
    declined: ended[OUTCOME.declined]!,
    failed: failedOf(ended),
    blocked: ended[OUTCOME.blocked]!,
    rejected: ended[OUTCOME.rejected]!,
    deferred: ended[OUTCOME.deferred]!,
    substituted: ended[OUTCOME.substituted]!,
  };
}

/** How so many calls ended so far, from the counts by outcome. */
export function callCounts(started: number, ended: Float64Array): CallCounts {
  return {
    started,
    successful: ended[OUTCOME.successful]!,
    declined: ended[OUTCOME.declined]!,
    failed: failedOf(ended),
    blocked: ended[OUTCOME.blocked]!,
    timedOut: ended[OUTCOME.timedOut]!,
  };
}

/** Null where nothing was recorded. */
function summarise(durations: Durations): LatencySummary | null {
  if (durations.count === 0) return null;
  return {
    mean: durations.sum / durations.count,
    p50: durations.quantile(0.5),
    p95: durations.quantile(0.95),
    p99: durations.quantile(0.99),
    max: durations.max,
  };
}

/** Of all orders that ended; null where none did. */
export function orderLatency({ all, paid, unpaid }: OrderLatency): OrderLatencySummary | null {
  const summary = summarise(all);
  return summary && { ...summary, paid: summarise(paid), unpaid: summarise(unpaid) };
}

function loadOf({ meter, refused }: PaymentService, elapsedMs: number): Totals['paymentService'] {
  return {
    utilisation:
      Number.isFinite(meter.capacityArea) && meter.capacityArea > 0
        ? meter.busyArea / meter.capacityArea
        : null,
    meanQueued: elapsedMs === 0 ? 0 : meter.queuedArea / elapsedMs,
    refused,
  };
}

function deferredTotals(book: DeferralBook): DeferredTotals {
  const paid = book.settled[OUTCOME.successful]!;
  const declined = book.settled[OUTCOME.declined]!;
  return {
    drained: book.drained,
    paid,
    declined,
    failed: book.drained - paid - declined,
    waiting: book.waiting,
    paidCents: book.settledCents[OUTCOME.successful]!,
    waitMs: summarise(book.wait),
  };
}

function backupTotals({ service, book }: Backup, paid: number, elapsedMs: number): BackupTotals {
  return {
    calls: { ...callCounts(book.started, book.ended), pending: book.pending },
    paid,
    callLatencyMs: summarise(book.latency),
    ...loadOf(service, elapsedMs),
  };
}

/** Money by how its orders ended; what is in flight is neither paid nor lost yet. */
export function amountCounts({ offeredCents, cents }: Ledger): AmountCounts {
  const paid = cents[OUTCOME.successful]!;
  return { offered: offeredCents, paid, lost: cents.reduce((sum, of) => sum + of, 0) - paid };
}
