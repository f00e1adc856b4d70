import type { AmountCounts, ArmResult, Result, Tick } from '../../experiment/result.ts';
import { TICK_ROWS } from '../../model/metrics/table.ts';
import { valueAt } from '../value-at.ts';

/** How calls ended, apart: here `failed` is an error, and a timeout is not in it. */
export const CALL_OUTCOMES = ['successful', 'declined', 'timedOut', 'failed', 'blocked'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** What is drawn of a tick besides its calls, by the path of its metric. */
const DRAWN = {
  arrived: 'orders.arrived',
  paid: 'orders.paid',
  p50: 'latencyMs.paid.p50',
  p95: 'latencyMs.paid.p95',
  p99: 'latencyMs.paid.p99',
  workersBusy: 'orderService.busy',
  backlog: 'orderService.backlog',
  queued: 'paymentService.queued',
  backupBusy: 'backup.busy',
  backupQueued: 'backup.queued',
} as const;

export type Drawn = keyof typeof DRAWN;

/**
 * One or more ticks, drawn as one. Of several, counts are means per tick and keep the largest tick beside
 * them; times and levels are the largest, so that no peak is lost to the width of a screen. Null where no
 * tick has the value: where no order was paid, there is no latency.
 */
export interface Column extends Readonly<Record<Drawn, number | null>> {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly calls: Readonly<Record<CallOutcome, number>>;
  readonly mostCalls: number;
  /** Since the start of the run, by `untilMs`. */
  readonly moneyCents: AmountCounts;
}

export interface ArmSeries {
  readonly arm: ArmResult;
  readonly columns: readonly Column[];
}

/** What all charts of a result share. */
export interface Frame {
  readonly result: Result;
  readonly arms: readonly ArmSeries[];
  /** How many ticks a column stands for. */
  readonly ticksPerColumn: number;
}

/** The arms of a result in at most `mostColumns` columns each. */
export function frameOf(result: Result, mostColumns: number): Frame {
  const length = longest(result.arms);
  const ticksPerColumn = Math.max(1, Math.ceil(length / mostColumns));
  return {
    result,
    arms: result.arms.map((arm) => ({ arm, columns: columnsOf(arm, result, ticksPerColumn) })),
    ticksPerColumn,
  };
}

/** The number of ticks of the arm that has most. */
export function longest(arms: readonly ArmResult[]): number {
  return arms.reduce((most, { ticks = [] }) => Math.max(most, ticks.length), 0);
}

/** The instant that a result ends at, all it was to know or not. */
export function endOf({ scenario, partial }: Result): number {
  return partial?.untilMs ?? scenario.durationMs;
}

export function callsOf({ calls }: Tick): Record<CallOutcome, number> {
  const { successful, declined, failed, timedOut, blocked } = calls;
  return { successful, declined, timedOut, failed: failed - timedOut, blocked };
}

/** Money since the start of the run, at the end of each tick. */
export function moneyOf({ ticks = [] }: ArmResult): AmountCounts[] {
  let sum: AmountCounts = { offered: 0, paid: 0, paidLater: 0, lost: 0 };
  return ticks.map(({ amountCents }) => {
    sum = {
      offered: sum.offered + amountCents.offered,
      paid: sum.paid + amountCents.paid,
      paidLater: sum.paidLater + amountCents.paidLater,
      lost: sum.lost + amountCents.lost,
    };
    return sum;
  });
}

function columnsOf(arm: ArmResult, result: Result, size: number): Column[] {
  const { ticks = [] } = arm;
  const { tickMs } = result.scenario;
  const money = moneyOf(arm);
  return Array.from({ length: Math.ceil(ticks.length / size) }, (_, index) => {
    const first = index * size;
    const last = Math.min(first + size, ticks.length) - 1;
    const own = ticks.slice(first, last + 1);
    return {
      fromMs: first * tickMs,
      untilMs: Math.min((last + 1) * tickMs, endOf(result)),
      ...callColumn(own),
      ...drawnColumn(own),
      moneyCents: money[last]!,
    };
  });
}

function callColumn(ticks: readonly Tick[]): Pick<Column, 'calls' | 'mostCalls'> {
  const calls = ticks.map(callsOf);
  const means = CALL_OUTCOMES.map((outcome) => [outcome, mean(calls.map((of) => of[outcome]))]);
  return {
    calls: Object.fromEntries(means) as Record<CallOutcome, number>,
    mostCalls: Math.max(...calls.map(total)),
  };
}

const FOLDS = new Map(TICK_ROWS.map(({ path, fold }) => [path, fold]));

function drawnColumn(ticks: readonly Tick[]): Record<Drawn, number | null> {
  const values = Object.entries(DRAWN).map(([name, path]) => {
    const known = ticks.map((tick) => valueAt(tick, path)).filter((value) => value !== null);
    if (known.length === 0) return [name, null];
    return [name, FOLDS.get(path) === 'flow' ? mean(known) : Math.max(...known)];
  });
  return Object.fromEntries(values) as Record<Drawn, number | null>;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function total(outcomes: Readonly<Record<CallOutcome, number>>): number {
  return CALL_OUTCOMES.reduce((sum, outcome) => sum + outcomes[outcome], 0);
}
