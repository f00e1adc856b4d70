import type { OrderCounts, Tick, Totals } from '../../src/experiment/result.ts';

/** Ticks made by hand, so that reporters are tested apart from the engine. */

const NO_ORDERS: OrderCounts = {
  arrived: 0,
  paid: 0,
  declined: 0,
  failed: 0,
  blocked: 0,
  rejected: 0,
  deferred: 0,
  substituted: 0,
};

const NO_FATE: Totals['fate']['orders'] = {
  paid: 0,
  paidLater: 0,
  waiting: 0,
  failed: 0,
  blocked: 0,
  rejected: 0,
  substituted: 0,
  declined: 0,
  pending: 0,
};

interface TickFacts {
  readonly state?: Tick['state'];
  readonly paid: number;
  readonly failed?: number;
  readonly blocked?: number;
  readonly p95?: number | null;
  readonly queued?: number;
}

/** A tick with one call an order. */
export function tick(startMs: number, facts: TickFacts): Tick {
  const { state = null, paid, failed = 0, blocked = 0, p95 = 600, queued = 0 } = facts;
  const arrived = paid + failed + blocked;
  return {
    startMs,
    state,
    orders: { ...NO_ORDERS, arrived, paid, failed, blocked },
    calls: {
      started: arrived,
      successful: paid,
      declined: 0,
      failed,
      blocked,
      timedOut: Math.floor(failed / 2),
    },
    amountCents: {
      offered: arrived * CENTS,
      paid: paid * CENTS,
      paidLater: 0,
      lost: (failed + blocked) * CENTS,
    },
    latencyMs: p95 === null ? null : latency(p95, paid, failed + blocked),
    orderService: { busy: 12, backlog: 0 },
    paymentService: { busy: 150, queued },
  };
}

/** What every order is worth. */
export const CENTS = 8_125;

/** Of `paid` orders and of others, who all wait alike. */
function latency(p95: number, paid: number, unpaid: number): NonNullable<Tick['latencyMs']> {
  const measures = { mean: p95 / 3, p50: p95 / 4, p95, p99: p95 * 1.5, max: p95 * 2 };
  return {
    ...measures,
    paid: paid === 0 ? null : measures,
    unpaid: unpaid === 0 ? null : measures,
  };
}

export function totals(ticks: readonly Tick[], breaker: Totals['breaker']): Totals {
  const sum = (value: (one: Tick) => number) => ticks.reduce((all, one) => all + value(one), 0);
  const arrived = sum((one) => one.orders.arrived);
  const paid = sum((one) => one.orders.paid);
  const failed = sum((one) => one.orders.failed);
  const blocked = sum((one) => one.orders.blocked);
  return {
    orders: { ...NO_ORDERS, arrived, paid, failed, blocked, pending: 0 },
    calls: {
      started: arrived,
      successful: paid,
      declined: 0,
      failed,
      blocked,
      timedOut: sum((one) => one.calls.timedOut),
      pending: 0,
    },
    latencyMs: arrived === 0 ? null : latency(612, paid, failed + blocked),
    callLatencyMs: arrived === 0 ? null : latency(612, paid, 0).paid,
    queueWaitMs: null,
    paymentService: { utilisation: 0.8125, meanQueued: 12.25, refused: 0 },
    amountCents: {
      offered: arrived * CENTS,
      paid: paid * CENTS,
      paidLater: 0,
      waiting: 0,
      pending: 0,
      lost: (failed + blocked) * CENTS,
    },
    fate: {
      orders: { ...NO_FATE, paid, failed, blocked },
      amountCents: {
        ...NO_FATE,
        paid: paid * CENTS,
        failed: failed * CENTS,
        blocked: blocked * CENTS,
      },
    },
    charges: { made: paid + 17, duplicate: 4, orphaned: 13 },
    rejections: { bulkhead: 0, rateLimit: 0, throttle: 0, concurrencyLimit: 0 },
    deferred: null,
    backup: null,
    breaker,
    recovery: null,
  };
}
