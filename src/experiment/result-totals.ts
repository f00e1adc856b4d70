/** What a result counts, sums and measures. */

/** How orders ended. */
export interface OrderCounts {
  readonly arrived: number;
  readonly paid: number;
  readonly declined: number;
  readonly failed: number;
  readonly blocked: number;
  readonly rejected: number;
  /** Accepted, to be paid later: what came of them is in `deferred` of the totals. */
  readonly deferred: number;
  /** Answered by a fallback that is no payment: never a success. */
  readonly substituted: number;
}

/** How calls ended; `timedOut` is part of `failed`. */
export interface CallCounts {
  readonly started: number;
  readonly successful: number;
  readonly declined: number;
  readonly failed: number;
  readonly blocked: number;
  readonly timedOut: number;
}

/** Money in cents: `lost` is that of orders that ended unpaid. */
export interface AmountCounts {
  readonly offered: number;
  readonly paid: number;
  readonly lost: number;
}

/** In ms. Quantiles are within 0.1 %; mean and max are exact. */
export interface LatencySummary {
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Of orders, from arrival to outcome; absent in results of versions that did not tell them apart. */
export interface OrderLatencySummary extends LatencySummary {
  /** Of orders that ended paid; null if none did. */
  readonly paid?: LatencySummary | null;
  /** Of orders that ended otherwise; null if none did. */
  readonly unpaid?: LatencySummary | null;
}

export interface Totals {
  readonly orders: OrderCounts & { readonly pending: number };
  readonly calls: CallCounts & { readonly pending: number };
  /** Null if no order ended. */
  readonly latencyMs: OrderLatencySummary | null;
  /** Of calls that were sent and ended: answered or timed out. */
  readonly callLatencyMs: LatencySummary | null;
  /** The wait inside the PaymentService, of every payment that began. */
  readonly queueWaitMs: LatencySummary | null;
  readonly paymentService: {
    /** Mean share of the capacity in use; null where the capacity is unlimited. */
    readonly utilisation: number | null;
    readonly meanQueued: number;
    /** Payments turned away: queue full, or an outage that refuses. */
    readonly refused: number;
  };
  /** Here `lost` is all that is not paid, what is pending at the end included. */
  readonly amountCents: AmountCounts;
  readonly charges: {
    readonly made: number;
    /** Second and further charges for the same order. */
    readonly duplicate: number;
    /** Orders that ended unpaid though charged. */
    readonly orphaned: number;
  };
  /**
   * Tries that a limit turned away before they became calls: they are not among `calls`. An order whose
   * last try was turned away is `rejected`.
   */
  readonly rejections: {
    readonly bulkhead: number;
    readonly rateLimit: number;
    readonly throttle: number;
    readonly concurrencyLimit: number;
  };
  /** What came of the deferred orders; null where none was deferred. */
  readonly deferred: DeferredTotals | null;
  /** The backup service; null without one. */
  readonly backup: BackupTotals | null;
  /** Null without one. Of several breakers all adds up; of several instances, the times are means. */
  readonly breaker: {
    readonly opens: number;
    readonly openMs: number;
    readonly halfOpenMs: number;
  } | null;
}

/** Deferred orders after their deferral: `orders.deferred` = paid + declined + failed + waiting. */
export interface DeferredTotals {
  /** Settled one way or another. */
  readonly drained: number;
  readonly paid: number;
  readonly declined: number;
  readonly failed: number;
  readonly waiting: number;
  /** What was paid in the end; it is part of `amountCents.lost`, which counts what was not paid at once. */
  readonly paidCents: number;
  /** From deferral to settlement, of the drained. */
  readonly waitMs: LatencySummary | null;
}

/** Calls to the backup service are apart from `calls`, but an order that it paid is `paid`. */
export interface BackupTotals {
  readonly calls: CallCounts & { readonly pending: number };
  /** Orders, of `orders.paid`, that the backup paid. */
  readonly paid: number;
  readonly callLatencyMs: LatencySummary | null;
  readonly utilisation: number | null;
  readonly meanQueued: number;
  readonly refused: number;
}

/** One breaker of a pipeline. Of several instances, `opens` and `blocked` add up and the times are means. */
export interface BreakerTotals {
  /** Its own name, else `breaker`, or `breaker 2` where there are several. */
  readonly name: string;
  /** Its place in the pipeline, from 0. */
  readonly place: number;
  readonly opens: number;
  readonly openMs: number;
  readonly halfOpenMs: number;
  /** Calls. */
  readonly blocked: number;
  /**
   * Time lost to caution: from the first order that was blocked while the service was fit to serve it, until
   * the breaker closed or an order was blocked while the service was not.
   */
  readonly blockedWhileFitMs: number;
}
