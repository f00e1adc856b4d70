import { TICK_ROWS } from '../../model/metrics/table.ts';
import type { Tick } from '../result.ts';

/** One number of a tick that tables and charts of a study show, by the path of its metric. */
export interface TickColumn {
  readonly path: string;
  readonly keys: readonly string[];
}

/** Beside orders and calls; what a tick holds more is not shown, and each costs memory in every tick of every arm. */
const BESIDES = [
  'latencyMs.paid.p50',
  'latencyMs.paid.p95',
  'latencyMs.paid.p99',
  'orderService.busy',
  'orderService.backlog',
  'paymentService.busy',
  'paymentService.queued',
];

export const TICK_COLUMNS: readonly TickColumn[] = TICK_ROWS.filter(
  ({ path }) => /^(?:orders|calls)\./.test(path) || BESIDES.includes(path),
).map(({ path }) => ({ path, keys: path.split('.') }));

/** Null where the tick has no such value. */
export function readColumn(tick: Tick, { keys }: TickColumn): number | null {
  let value: unknown = tick;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null) return null;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value as number | null;
}
