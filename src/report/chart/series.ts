import type { ArmResult, Result, Tick } from '../../experiment/result.ts';

/** How calls ended, apart: here `failed` is an error, and a timeout is not in it. */
export const CALL_OUTCOMES = ['successful', 'declined', 'timedOut', 'failed', 'blocked'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/**
 * One or more ticks, drawn as one. Of several, counts are means per tick and keep the largest tick beside
 * them; times and levels are the largest, so that no peak is lost to the width of a screen.
 */
export interface Column {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly calls: Readonly<Record<CallOutcome, number>>;
  readonly mostCalls: number;
  readonly arrived: number;
  readonly mostArrived: number;
  readonly paid: number;
  /** Null where no order ended. */
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly workersBusy: number;
  readonly backlog: number;
  readonly queued: number;
  /** Of all orders that have ended unpaid by `untilMs`; null where the result does not tell. */
  readonly lostCents: number | null;
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

/** What was lost up to the end of each tick, in cents; empty where the result does not tell. */
export function lossOf({ ticks = [] }: ArmResult): number[] {
  if (ticks.some(({ amountCents }) => amountCents === undefined)) return [];
  let lost = 0;
  return ticks.map(({ amountCents }) => {
    lost += amountCents!.lost;
    return lost;
  });
}

function columnsOf(arm: ArmResult, result: Result, size: number): Column[] {
  const { ticks = [] } = arm;
  const { tickMs } = result.scenario;
  const lost = lossOf(arm);
  return Array.from({ length: Math.ceil(ticks.length / size) }, (_, index) => {
    const first = index * size;
    const last = Math.min(first + size, ticks.length) - 1;
    return {
      fromMs: first * tickMs,
      untilMs: Math.min((last + 1) * tickMs, endOf(result)),
      ...merged(ticks.slice(first, last + 1)),
      lostCents: lost[last] ?? null,
    };
  });
}

function merged(ticks: readonly Tick[]): Omit<Column, 'fromMs' | 'untilMs' | 'lostCents'> {
  const calls = ticks.map(callsOf);
  const mean = (of: (outcomes: Record<CallOutcome, number>) => number) =>
    calls.reduce((sum, outcomes) => sum + of(outcomes), 0) / calls.length;
  return {
    calls: {
      successful: mean(({ successful }) => successful),
      declined: mean(({ declined }) => declined),
      timedOut: mean(({ timedOut }) => timedOut),
      failed: mean(({ failed }) => failed),
      blocked: mean(({ blocked }) => blocked),
    },
    mostCalls: Math.max(...calls.map(total)),
    arrived: ticks.reduce((sum, { orders }) => sum + orders.arrived, 0) / ticks.length,
    mostArrived: Math.max(...ticks.map(({ orders }) => orders.arrived)),
    paid: ticks.reduce((sum, { orders }) => sum + orders.paid, 0) / ticks.length,
    p50: largest(ticks.map(({ latencyMs }) => latencyMs?.p50)),
    p95: largest(ticks.map(({ latencyMs }) => latencyMs?.p95)),
    p99: largest(ticks.map(({ latencyMs }) => latencyMs?.p99)),
    workersBusy: Math.max(...ticks.map(({ orderService }) => orderService.busy)),
    backlog: Math.max(...ticks.map(({ orderService }) => orderService.backlog)),
    queued: Math.max(...ticks.map(({ paymentService }) => paymentService.queued)),
  };
}

export function total(outcomes: Readonly<Record<CallOutcome, number>>): number {
  return CALL_OUTCOMES.reduce((sum, outcome) => sum + outcomes[outcome], 0);
}

function largest(values: readonly (number | undefined)[]): number | null {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? null : Math.max(...known);
}
