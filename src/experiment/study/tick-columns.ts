import { TICK_ROWS } from '../../model/metrics/table.ts';
import type { Tick } from '../result.ts';

/** One number of a tick that tables and charts of a study show, by the path of its metric. */
export interface TickColumn {
  readonly path: string;
  readonly keys: readonly string[];
}

/** Of a hundred numbers that a tick holds, those that are shown: each costs memory in every tick of every arm. */
const SHOWN = [
  'orders.arrived',
  'orders.paid',
  'orders.rejected',
  'calls.successful',
  'calls.declined',
  'calls.failed',
  'calls.timedOut',
  'calls.blocked',
  'latencyMs.paid.p50',
  'latencyMs.paid.p95',
  'latencyMs.paid.p99',
  'orderService.busy',
  'orderService.backlog',
  'paymentService.busy',
  'paymentService.queued',
] as const;

export const TICK_COLUMNS: readonly TickColumn[] = TICK_ROWS.filter(({ path }) =>
  (SHOWN as readonly string[]).includes(path),
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
