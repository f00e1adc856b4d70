import type { Tick } from '../experiment/result.ts';
import { TICK_ROWS } from '../model/metrics/table.ts';
import { WRITTEN } from './summary.ts';
import { valueAt } from './value-at.ts';

/** A number that ticks hold, under the short name that a column has room for. */
export interface TickFigure {
  readonly header: string;
  /** Null where there is none: no order was paid, say. */
  readonly value: (tick: Tick) => number | null;
  readonly text: (tick: Tick) => string;
}

const UNITS = new Map(TICK_ROWS.map(({ path, unit }) => [path, unit]));

/** The metric of ticks at `path`. */
function tickFigure(header: string, path: string): TickFigure {
  const written = WRITTEN[UNITS.get(path)!];
  const value = (tick: Tick): number | null => valueAt(tick, path);
  const text = (tick: Tick): string => {
    const found = value(tick);
    return found === null ? '' : written(found);
  };
  return { header, value, text };
}

/** What a table of ticks may show. Latency is that of paid orders: blocking does not flatter it. */
export const FIGURES = {
  successful: tickFigure('successful', 'calls.successful'),
  failed: tickFigure('failed', 'calls.failed'),
  timedOut: tickFigure('timed out', 'calls.timedOut'),
  blocked: tickFigure('blocked', 'calls.blocked'),
  arrived: tickFigure('arrived', 'orders.arrived'),
  paid: tickFigure('paid', 'orders.paid'),
  rejected: tickFigure('rejected', 'orders.rejected'),
  p50: tickFigure('p50', 'latencyMs.paid.p50'),
  p95: tickFigure('p95', 'latencyMs.paid.p95'),
  p99: tickFigure('p99', 'latencyMs.paid.p99'),
  workers: tickFigure('workers', 'orderService.busy'),
  queued: tickFigure('queued', 'paymentService.queued'),
} as const;
