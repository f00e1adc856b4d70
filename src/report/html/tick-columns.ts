import type { Tick } from '../../experiment/result.ts';
import { FIGURES } from '../tick-figure.ts';

/** A column of the tick table: what it shows, and what it is sorted by. */
export interface TickColumn {
  readonly header: string;
  text(tick: Tick): string;
  /** Words sort by the alphabet; null stands for nothing and comes last. */
  value(tick: Tick): number | string | null;
}

const STATE: TickColumn = {
  header: 'state',
  text: (tick) => tick.state ?? '',
  value: (tick) => tick.state,
};

const { successful, failed, timedOut, blocked, arrived, paid, p50, p95, workers, queued } = FIGURES;

/** An arm without a breaker has no state to tell, and nothing that was blocked. */
export function tickColumns(hasBreaker: boolean): readonly TickColumn[] {
  const ofBreaker = (...columns: TickColumn[]): TickColumn[] => (hasBreaker ? columns : []);
  const calls = [successful, failed, timedOut, ...ofBreaker(blocked)];
  return [...ofBreaker(STATE), ...calls, arrived, paid, p50, p95, workers, queued];
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
