import type { ClassTotals } from '../model/books/class-book.ts';
import type { TickReading, Totals } from '../model/metrics/table.ts';
import type { BreakerStateName } from '../resilience/breaker/state.ts';
import type { Returns } from './economics/returns.ts';
import type { GraphTick, GraphTotals } from './graph-reading.ts';
import type { GraphShape } from './graph-shape.ts';
import type { StretchJudgement } from './incident/stretch.ts';

/** The result contract, `blackfriday.result/1`: what `--format json` writes and every reporter reads. */
export interface Result {
  readonly format: 'blackfriday.result/1';
  /** Present where real services were measured; absent of a simulation. */
  readonly source?: 'live';
  /** How the measuring went; present beside it. */
  readonly live?: LiveFacts;
  readonly scenario: ScenarioHead;
  readonly arms: readonly ArmResult[];
  /** Present after `compare` of two arms. */
  readonly comparison?: Comparison;
  /** Present after `compare` of more: each further arm against the first, in their order. */
  readonly comparisons?: readonly Comparison[];
  /** Where arms stand in pairs, simulated and real: how near they are, and why they are not nearer. */
  readonly validation?: { readonly verdict: readonly string[] };
  /** The scenario's thresholds, judged, or the tolerances of a validation; absent where it has none. */
  readonly thresholds?: readonly ThresholdResult[];
  /** Present where the run was interrupted: the results run to this instant only. */
  readonly partial?: { readonly untilMs: number };
}

/** What is to be known of a run on real services. */
export interface LiveFacts {
  /** The share of the scenario's orders, and of the room for them. */
  readonly scale: number;
  /** How much later than intended orders were sent, over all arms. Latency counts from the intended instant. */
  readonly lateMs: { readonly p50: number; readonly p99: number; readonly max: number };
  /** How late the loop of each process was, by its name: 99 % of its looks were no later. */
  readonly loopLateMs: Readonly<Record<string, number>>;
}

export interface ScenarioHead {
  readonly name: string;
  readonly title: string;
  readonly seed: number;
  readonly durationMs: number;
  readonly tickMs: number;
  /** Of the program that made the result; like `overrides` and `settings` absent in results of old. */
  readonly version?: string;
  /** What was set from outside the file, as typed and in order: `--set a=b`, `--seed 7`. */
  readonly overrides?: readonly string[];
  /** The whole scenario in the language of its file, every default filled in: another run can repeat it. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** What to look for; absent where the scenario tells no story. */
  readonly story?: string;
  /** The scenario in words, part by part: its traffic, its services, its pipeline. */
  readonly accounts?: readonly { readonly label: string; readonly lines: readonly string[] }[];
  /** That amounts are in; absent where the scenario names none. */
  readonly currency?: string;
  /** What goes wrong and when; absent where nothing is scripted. */
  readonly script?: readonly ScriptMark[];
}

/** An entry of the script of a service. */
export interface ScriptMark {
  readonly fromMs: number;
  /** Null: to the end of the run. */
  readonly untilMs: number | null;
  /** `failure rate 50%`, `latency x3` */
  readonly changes: readonly string[];
  /** Whose script it is; present of a graph. */
  readonly service?: string;
}

export interface ArmResult {
  readonly name: string;
  /** What stands in the place of the breaker (`throttle`, `retry and rate limit`); absent where nothing does. */
  readonly instead?: string;
  /**
   * What sets it apart from the scenario as written (`without retry`, `paymentService.capacity=400`); nothing
   * where it is that. Absent where the scenario names no arms.
   */
  readonly changes?: readonly string[];
  /** When it ended: the duration, or earlier where the last order of a closed loop ended. */
  readonly endMs: number;
  /** Absent under `--no-ticks`. */
  readonly ticks?: readonly Tick[];
  readonly totals: Totals;
  /** What was counted from the instants on that a threshold or a claim names; absent where none does. */
  readonly since?: readonly Since[];
  /** The breakers of its pipeline, the outermost first; absent without one. */
  readonly breakers?: readonly BreakerTotals[];
  /** Its incidents in order of time; absent where there was no trouble. */
  readonly incidents?: readonly Incident[];
  /** Its services and who calls whom; absent of the short form, and in results of old. */
  readonly graph?: GraphShape;
  /** Of each service of a graph; like `links` and `degraded` absent of the short form. */
  readonly services?: GraphTotals['services'];
  /** Of the calls from one service to another. */
  readonly links?: GraphTotals['links'];
  /** Of the paid orders: those that did without a service, as something stood in for it. */
  readonly degraded?: { readonly orders: number; readonly amountCents: number };
  /** Of the orders of each class; absent where all are alike. */
  readonly classes?: Readonly<Record<string, ClassTotals>>;
  readonly transitions: readonly Transition[];
}

/** One breaker of a pipeline. Of several instances, counts add up and times are means. */
export interface BreakerTotals {
  readonly name: string;
  /** The link that it guards; present of a graph. */
  readonly link?: { readonly from: string; readonly to: string };
  /** Its place in the pipeline, from 0. */
  readonly place: number;
  /** How many circuits it has, as instances or what they call have one each; present of a graph. */
  readonly circuits?: number;
  readonly opens: number;
  readonly openMs: number;
  readonly halfOpenMs: number;
  /** Calls that it blocked. */
  readonly blocked: number;
}

/** What one stretch of trouble did to an arm: up to the next trouble, or to the end of the run. */
export interface Incident extends StretchJudgement {
  readonly fromMs: number;
  /** When the trouble itself ended; null: it lasts to the end of the run. */
  readonly untilMs: number | null;
  /** `failure rate 50%, latency x3` */
  readonly cause: string;
  /** Orders that came in the stretch and were lost for good. */
  readonly lost: { readonly orders: number; readonly amountCents: number };
}

/** What was counted from an instant on. */
export interface Since extends Pick<TickReading, 'orders' | 'calls' | 'amountCents'> {
  readonly fromMs: number;
}

/** One reporting interval: arrivals and starts count where they happen, outcomes where they become known. */
export interface Tick extends Omit<TickReading, 'backup'> {
  readonly startMs: number;
  /** At the tick's end: of several breakers the gravest; null where the arm has none. */
  readonly state: BreakerStateName | null;
  /** Absent without a backup service. */
  readonly backup?: NonNullable<TickReading['backup']>;
  /** Of a graph; absent of the short form. */
  readonly services?: GraphTick['services'];
  readonly links?: GraphTick['links'];
  /** At the tick's end; as in the arm's `breakers`. */
  readonly breakers?: GraphTick['breakers'];
}

export type { Totals };
export type OrderCounts = TickReading['orders'];
export type CallCounts = TickReading['calls'];
export type AmountCounts = TickReading['amountCents'];

export interface Transition {
  readonly atMs: number;
  readonly from: BreakerStateName;
  readonly to: BreakerStateName;
  readonly reason: string;
  /** Its name; present where the arm has several breakers. */
  readonly breaker?: string;
  /** The link that it guards; present of a graph. */
  readonly link?: { readonly from: string; readonly to: string };
  /** Counted from 1; present where the service that calls has several instances. */
  readonly instance?: number;
  /** The instance that the circuit stands before, from 1; present where each has one of its own. */
  readonly beforeInstance?: number;
  /** The class of orders that the circuit stands before; present where each has one of its own. */
  readonly beforeClass?: string;
  /** The region that shares the circuit, and the one that it stands before; present as above. */
  readonly region?: string;
  readonly beforeRegion?: string;
}

export interface Comparison {
  /** The first arm: without breaker, where the scenario names none. */
  readonly baseline: string;
  /** The arm that is set against it. */
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
   * What a breaker cost: orders that the candidate blocked and the baseline served. Exact, order by
   * order, because the arms share luck.
   */
  readonly cost: { readonly orders: number; readonly amountCents: number };
  /** All that the baseline served and the candidate neither served nor took for later; `cost` is part of it. */
  readonly loss: { readonly orders: number; readonly amountCents: number };
  /** What it saved: orders that the candidate served and the baseline did not. */
  readonly gain: { readonly orders: number; readonly amountCents: number };
  /** From the first trouble to the end of the last; null where there is none, or it does not end. */
  readonly trouble: { readonly fromMs: number; readonly untilMs: number } | null;
  readonly recovery: readonly Recovery[];
  /** Two or three sentences in plain words. */
  readonly verdict: readonly string[];
  /** In money; present where the scenario names prices and both arms met an incident. */
  readonly economics?: ComparedEconomics;
}

/** What the candidate brings against the baseline, by the prices and the budget of the scenario. */
export interface ComparedEconomics extends Returns {
  /** Over how many years the return is told. */
  readonly horizonYears: number;
  /** A few sentences in plain words. */
  readonly verdict: readonly string[];
}

/** When an arm was back to normal service after all of its troubles. */
export interface Recovery {
  readonly arm: string;
  /** Whether service was ever below normal. */
  readonly suffered: boolean;
  /** The last recovery, the end of the trouble where it never suffered; null: none within the run. */
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
