import type { Tick } from '../../experiment/result.ts';
import { callsOf } from '../chart/series.ts';
import { count, duration, money } from '../figures.ts';

/** An arm at one instant: its tick, and what it has lost by the end of it. */
export interface Moment {
  readonly tick: Tick;
  /** Undefined where the result does not tell. */
  readonly lostCents: number | undefined;
}

/** A thing to read at an instant. */
export interface Field {
  readonly group: string;
  readonly label: string;
  text(moment: Moment): string;
}

/** What there is to read off an arm, in the order of the charts. */
export const FIELDS: readonly Field[] = [
  field('breaker', 'state', ({ tick }) => tick.state ?? 'none'),
  field('calls', 'successful', ({ tick }) => count(tick.calls.successful)),
  field('calls', 'timed out', ({ tick }) => count(tick.calls.timedOut)),
  field('calls', 'error', ({ tick }) => count(callsOf(tick).failed)),
  field('calls', 'blocked', ({ tick }) => count(tick.calls.blocked)),
  quantile('p50'),
  quantile('p95'),
  quantile('p99'),
  field('load', 'workers', ({ tick }) => count(tick.orderService.busy)),
  field('load', 'queue', ({ tick }) => count(tick.paymentService.queued)),
  field('orders', 'arrived', ({ tick }) => count(tick.orders.arrived)),
  field('orders', 'paid', ({ tick }) => count(tick.orders.paid)),
  field('money', 'lost so far', ({ lostCents }) =>
    lostCents === undefined ? 'unknown' : money(lostCents),
  ),
];

function field(group: string, label: string, text: Field['text']): Field {
  return { group, label, text };
}

function quantile(name: 'p50' | 'p95' | 'p99'): Field {
  return field('latency', name, ({ tick }) =>
    tick.latencyMs === null ? 'none' : duration(tick.latencyMs[name]),
  );
}
