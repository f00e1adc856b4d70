import type { Tick } from '../../experiment/result.ts';
import { count, duration } from '../figures.ts';

/** A column of the tick table: what it shows, and what it is sorted by. */
export interface TickColumn {
  readonly header: string;
  text(tick: Tick): string;
  /** Words sort by the alphabet; null stands for nothing and comes last. */
  value(tick: Tick): number | string | null;
}

const state: TickColumn = {
  header: 'state',
  text: (tick) => tick.state ?? '',
  value: (tick) => tick.state,
};

const COLUMNS: readonly TickColumn[] = [
  counted('successful', (tick) => tick.calls.successful),
  counted('failed', (tick) => tick.calls.failed),
  counted('timed out', (tick) => tick.calls.timedOut),
  counted('blocked', (tick) => tick.calls.blocked),
  counted('arrived', (tick) => tick.orders.arrived),
  counted('paid', (tick) => tick.orders.paid),
  timed('p50', (tick) => tick.latencyMs?.p50),
  timed('p95', (tick) => tick.latencyMs?.p95),
  counted('workers', (tick) => tick.orderService.busy),
  counted('queued', (tick) => tick.paymentService.queued),
];

/** An arm without a breaker has no state to tell. */
export function tickColumns(hasBreaker: boolean): readonly TickColumn[] {
  return hasBreaker ? [state, ...COLUMNS] : COLUMNS;
}

/** The numbers of the rows in the order of their values; rows of the same value keep their order. */
export function sortedRows(
  values: readonly (number | string | null)[],
  direction: 'ascending' | 'descending',
): number[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return values.map((_, row) => row).sort((a, b) => order(values[a]!, values[b]!, sign) || a - b);
}

function order(a: number | string | null, b: number | string | null, sign: number): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -sign : sign;
}

function counted(header: string, value: (tick: Tick) => number): TickColumn {
  return { header, value, text: (tick) => count(value(tick)) };
}

function timed(header: string, value: (tick: Tick) => number | undefined): TickColumn {
  return {
    header,
    value: (tick) => value(tick) ?? null,
    text: (tick) => {
      const ms = value(tick);
      return ms === undefined ? '' : duration(ms);
    },
  };
}
