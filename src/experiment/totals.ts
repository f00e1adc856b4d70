import type { Histogram } from '../kernel/histogram.ts';
import type { Backup, Checkout } from '../model/checkout.ts';
import type { DeferralBook } from '../model/deferral-book.ts';
import type { Ledger } from '../model/ledger.ts';
import { OUTCOME } from '../model/outcome.ts';
import type { PaymentService } from '../model/payment-service.ts';
import { LIMIT_CODE } from '../model/rejection.ts';
import type {
  AmountCounts,
  BackupTotals,
  CallCounts,
  DeferredTotals,
  LatencySummary,
  OrderCounts,
  Totals,
} from './result.ts';

/** Everything that is read off the model at the end of a run. */
export function totalsOf(checkout: Checkout, hasBreaker: boolean): Totals {
  const { agenda, ledger, monitor, paymentService, backup } = checkout;
  const offered = ledger.offeredCents;
  const paid = ledger.cents[OUTCOME.successful]!;
  return {
    orders: { ...orderCounts(ledger), pending: ledger.ordersArrived - ledger.ordersEnded },
    calls: {
      ...callCounts(ledger.callsStarted, ledger.calls),
      pending: ledger.callsStarted - ledger.callsEnded,
    },
    latencyMs: summarise(ledger.latency),
    callLatencyMs: summarise(ledger.callLatency),
    queueWaitMs: summarise(paymentService.meter.queueWait),
    paymentService: loadOf(paymentService, agenda.now),
    amountCents: { offered, paid, lost: offered - paid },
    charges: {
      made: ledger.chargesMade,
      duplicate: ledger.duplicateCharges,
      orphaned: ledger.orphanedCharges,
    },
    rejections: {
      bulkhead: ledger.rejections[LIMIT_CODE.bulkhead]!,
      rateLimit: ledger.rejections[LIMIT_CODE.rateLimit]!,
      throttle: ledger.rejections[LIMIT_CODE.throttle]!,
      concurrencyLimit: ledger.rejections[LIMIT_CODE.concurrencyLimit]!,
    },
    deferred: ledger.deferral.orders === 0 ? null : deferredTotals(ledger.deferral),
    backup: backup === undefined ? null : backupTotals(backup, ledger.paidByBackup, agenda.now),
    breaker: hasBreaker
      ? {
          opens: monitor.opens,
          openMs: monitor.meanTimeIn('open'),
          halfOpenMs: monitor.meanTimeIn('half-open'),
        }
      : null,
  };
}

/** How the orders of a run ended so far. */
export function orderCounts(ledger: Ledger): OrderCounts {
  const ended = ledger.orders;
  return {
    arrived: ledger.ordersArrived,
    paid: ended[OUTCOME.successful]!,
    declined: ended[OUTCOME.declined]!,
    failed: ended[OUTCOME.failed]! + ended[OUTCOME.timedOut]!,
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
    failed: ended[OUTCOME.failed]! + ended[OUTCOME.timedOut]!,
    blocked: ended[OUTCOME.blocked]!,
    timedOut: ended[OUTCOME.timedOut]!,
  };
}

/** Null where nothing was recorded. */
export function summarise(histogram: Histogram): LatencySummary | null {
  if (histogram.count === 0) return null;
  return {
    mean: histogram.sum / histogram.count,
    p50: histogram.quantile(0.5),
    p95: histogram.quantile(0.95),
    p99: histogram.quantile(0.99),
    max: histogram.max,
  };
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
    paidCents: book.paidCents,
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
