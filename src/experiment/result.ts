import type { JournalEntry } from '../model/journal.ts';
import type { BreakerStateName } from '../resilience/breaker/state.ts';

/** The result contract, `blackfriday.result/1`: what `--format json` writes and every reporter reads. */
export interface Result {
  readonly format: 'blackfriday.result/1';
  readonly scenario: ScenarioHead;
  readonly arms: readonly ArmResult[];
  /** Present after `compare` of two arms. */
  readonly comparison?: Comparison;
  /** The scenario's thresholds, judged; absent where it has none. */
  readonly thresholds?: readonly ThresholdResult[];
  /** Present where the run was interrupted: the results run to this instant only. */
  readonly partial?: { readonly untilMs: number };
}

export interface ScenarioHead {
  readonly name: string;
  readonly title: string;
  readonly seed: number;
  readonly durationMs: number;
  readonly tickMs: number;
  /** What to look for; absent where the scenario tells no story. */
  readonly story?: string;
  /** The scenario in words, part by part: its traffic, its services, its pipeline. */
  readonly accounts?: readonly { readonly label: string; readonly lines: readonly string[] }[];
  /** What goes wrong and when; absent where nothing is scripted. */
  readonly script?: readonly ScriptMark[];
}

/** An entry of the PaymentService's script. */
export interface ScriptMark {
  readonly fromMs: number;
  /** Null: to the end of the run. */
  readonly untilMs: number | null;
  /** `failure rate 50%`, `latency x3` */
  readonly changes: readonly string[];
}

export interface ArmResult {
  readonly name: string;
  /** When it ended: the duration, or earlier where the last order of a closed loop ended. */
  readonly endMs: number;
  /** Absent under `--no-ticks`. */
  readonly ticks?: readonly Tick[];
  readonly totals: Totals;
  readonly transitions: readonly Transition[];
}

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

/** One reporting interval: arrivals and starts count where they happen, outcomes where they become known. */
export interface Tick {
  readonly startMs: number;
  /** At the tick's end; null where the arm has no breaker. */
  readonly state: BreakerStateName | null;
  readonly orders: OrderCounts;
  readonly calls: CallCounts;
  /** Offered where orders arrive, paid or lost where they end; absent where whoever made the result knew no amounts. */
  readonly amountCents?: AmountCounts;
  /** Of the orders that ended in the tick; null if none did. */
  readonly latencyMs: LatencySummary | null;
  /** At the tick's end. */
  readonly orderService: { readonly busy: number; readonly backlog: number };
  readonly paymentService: { readonly busy: number; readonly queued: number };
}

export interface Totals {
  readonly orders: OrderCounts & { readonly pending: number };
  readonly calls: CallCounts & { readonly pending: number };
  /** Of orders, from arrival to outcome. */
  readonly latencyMs: LatencySummary | null;
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
  /** Null without one. Of several instances, `opens` adds up and the times are means. */
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

export interface Transition {
  readonly atMs: number;
  readonly from: BreakerStateName;
  readonly to: BreakerStateName;
  readonly reason: string;
  /** Counted from 1; present where the OrderService has several instances. */
  readonly instance?: number;
}

export interface Comparison {
  /** The arm without breaker. */
  readonly baseline: string;
  /** The arm with it. */
  readonly candidate: string;
  /** The arm with more orders paid, at once or in the end after a deferral; null where they are even. */
  readonly winner: string | null;
  /** Candidate less baseline; `paidLater` are deferred orders that were paid in the end. */
  readonly difference: {
    readonly paidOrders: number;
    readonly paidCents: number;
    readonly paidLaterOrders: number;
    readonly paidLaterCents: number;
  };
  /**
   * What the breaker cost: orders that the candidate blocked and the baseline served. Exact, order by
   * order, because the arms share luck.
   */
  readonly cost: { readonly orders: number; readonly amountCents: number };
  /** All that the baseline served and the candidate neither served nor took for later; `cost` is part of it. */
  readonly loss: { readonly orders: number; readonly amountCents: number };
  /** What it saved: orders that the candidate served and the baseline did not. */
  readonly gain: { readonly orders: number; readonly amountCents: number };
  /** The disturbance that the arms are to recover from; null where the scenario has none. */
  readonly trouble: { readonly fromMs: number; readonly untilMs: number } | null;
  readonly recovery: readonly Recovery[];
  /** Two or three sentences in plain words. */
  readonly verdict: readonly string[];
}

/** When an arm was back to normal service after the trouble. */
export interface Recovery {
  readonly arm: string;
  /** Whether service was ever below normal. */
  readonly suffered: boolean;
  /** The start of the first tick back to normal that stayed so; null: never within the run. */
  readonly recoveredAtMs: number | null;
}

export interface ThresholdResult {
  readonly text: string;
  readonly arm: string;
  /** `not judged`: its arm was not run. */
  readonly verdict: 'passed' | 'failed' | 'not judged';
  /** The value found, in the unit of the bound; null where not judged or undefined (nothing to divide by). */
  readonly observed: number | null;
  readonly unit: 'share' | 'ms' | 'number';
}

/** One call as it became known, for those who follow by hand. */
export interface CallRecord extends JournalEntry {
  readonly arm: string;
}
