import type { Durations } from '../../kernel/histogram.ts';
import type { BreakerWatch } from '../books/breaker-watch.ts';
import type { CallSums } from '../books/call-sums.ts';
import type { Ledger } from '../books/ledger.ts';
import type { LimitName } from '../books/link-book.ts';
import type { OrderLatency } from '../books/order-latency.ts';
import type { Meter } from '../service/meter.ts';
import type { ServiceAccount } from '../service/service-account.ts';
import type { Backup } from '../world.ts';
import { BREAKER, type Breakers } from './breaker-metrics.ts';
import { CALL_FLOWS, CALLS } from './call-metrics.ts';
import { CHARGES } from './charge-metrics.ts';
import { DEFERRED } from './deferral-metrics.ts';
import { ECONOMICS, type IncidentBill, type OfEconomics } from './economics-metrics.ts';
import { latencyMetrics, recorded } from './latency-metrics.ts';
import { loadOf } from './load.ts';
import {
  type Better,
  type Fold,
  type Line,
  type Metric,
  optionalPart,
  part,
  type Reading,
  type Row,
  rowsOf,
  type Unit,
} from './metric.ts';
import { AMOUNT_FLOWS, AMOUNTS } from './money-metrics.ts';
import { FATE, ORDER_FLOWS, ORDERS } from './order-metrics.ts';
import { RECOVERY, type RecoveryFacts } from './recovery-metrics.ts';
import { SERVICE, SERVICE_LEVELS, type ServiceAt } from './service-metrics.ts';

/** What the metrics of an arm are read off. */
export interface Books {
  readonly ledger: Ledger;
  /** The one where orders arrive first. */
  readonly services: readonly ServiceAccount[];
  /** The services that orders are paid at, and the waits in their queues. */
  readonly gateways: readonly ServiceAccount[];
  readonly queueWait: Durations;
  /** Those of the service where orders arrive. */
  readonly calls: CallSums;
  readonly backup: Backup | undefined;
  /** The breakers of its pipeline, the outermost first. */
  readonly breakers: readonly BreakerWatch[];
  readonly nowMs: number;
  /** How its incidents ended; null where there was none. Known at the end only. */
  readonly recovery: RecoveryFacts | null;
  /** Undefined where the scenario names no prices. Known at the end only. */
  readonly bill: IncidentBill | undefined;
}

interface BackupAt extends ServiceAt {
  readonly book: Backup['book'];
  readonly paid: number;
}

function row<Source>(
  unit: Unit,
  fold: Fold,
  better: Better,
  meaning: string,
  read: (source: Source) => number,
  line?: Line,
): Metric<Source, number> {
  return { unit, fold, better, meaning, read, ...(line !== undefined && { line }) };
}

const ledgerOf = ({ ledger }: Books): Ledger => ledger;
const callsOf = ({ calls }: Books): CallSums => calls;
const frontOf = ({ services }: Books): ServiceAccount => services[0]!;
const serviceOf = ({ gateways, nowMs }: Books): ServiceAt => ({ load: loadOf(gateways), nowMs });

function backupOf({ backup, ledger, nowMs }: Books): BackupAt | null {
  if (backup === undefined) return null;
  const { service, book } = backup;
  return { load: loadOf([service]), book, nowMs, paid: ledger.paidByBackup };
}

function breakersOf({ breakers, services, ledger }: Books): Breakers | null {
  const { blockedWhileFit } = ledger;
  const { instances } = services[0]!.node;
  return breakers.length === 0 ? null : { watches: breakers, instances, blockedWhileFit };
}

function economicsOf({ bill, ledger }: Books): OfEconomics | undefined {
  return bill === undefined ? undefined : { ...bill, ledger };
}

function turnedAway(by: LimitName, what: string, label: string): Metric<CallSums, number> {
  const meaning = `tries that ${what} turned away before they became calls`;
  const read = ({ rejections }: CallSums): number => rejections[by];
  return row('count', 'whole', null, meaning, read, { label, unlessIdle: true });
}

const LATENCY = {
  ...latencyMetrics('of all orders, from arrival to outcome', [], ({ all }: OrderLatency) => all),
  paid: part(
    ({ paid }: OrderLatency) => recorded(paid),
    latencyMetrics('of paid orders, from arrival to outcome', ['mean', 'p50', 'p95', 'p99']),
    'latency, paid',
  ),
  unpaid: part(
    ({ unpaid }: OrderLatency) => recorded(unpaid),
    latencyMetrics('of orders that ended otherwise, from arrival to outcome', ['mean', 'p95']),
    'latency, unpaid',
  ),
} as const;

const latencyOf = (latency: OrderLatency): OrderLatency | null =>
  latency.all.count === 0 ? null : latency;

const BACKUP = {
  paid: row(
    'count',
    'whole',
    null,
    'orders, of the paid, that the backup paid',
    ({ paid }: BackupAt) => paid,
    { label: 'orders paid', of: 'orders.paid' },
  ),
  calls: part(({ book }: BackupAt) => book, CALLS, 'backup calls'),
  callLatencyMs: part(
    ({ book }: BackupAt) => recorded(book.latency),
    latencyMetrics('of calls to the backup', []),
  ),
  ...SERVICE,
} as const;

/** The one table of metrics: what the totals of an arm hold, in the order in which people ask for it. */
export const METRICS = {
  orders: part(ledgerOf, ORDERS, 'orders'),
  amountCents: part(ledgerOf, AMOUNTS, 'money'),
  /** What came of orders, and of their money, in the end. Each split adds up. */
  fate: part(ledgerOf, FATE),
  calls: part(callsOf, CALLS, 'calls'),
  latencyMs: part(({ ledger }: Books) => latencyOf(ledger.latency.run), LATENCY),
  callLatencyMs: part(
    ({ calls }: Books) => recorded(calls.latency),
    latencyMetrics('of calls that were sent, to their answer or timeout', ['mean', 'p95']),
    'call latency',
  ),
  queueWaitMs: part(
    ({ queueWait }: Books) => recorded(queueWait),
    latencyMetrics('of the waits in the queue, of every payment that began', ['mean', 'p95']),
    'queue wait',
  ),
  paymentService: part(serviceOf, SERVICE, 'gateway'),
  charges: part(ledgerOf, CHARGES, 'charges'),
  rejections: part(
    callsOf,
    {
      bulkhead: turnedAway('bulkhead', 'a bulkhead', 'bulkhead'),
      rateLimit: turnedAway('rateLimit', 'a rate limit', 'rate limit'),
      throttle: turnedAway('throttle', 'a throttle', 'throttle'),
      concurrencyLimit: turnedAway('concurrencyLimit', 'a concurrency limit', 'limit'),
    },
    'turned away',
  ),
  deferred: part(
    ({ ledger: { deferral } }: Books) => (deferral.orders === 0 ? null : deferral),
    DEFERRED,
    'deferred',
  ),
  backup: part(backupOf, BACKUP, 'backup'),
  breaker: part(breakersOf, BREAKER, 'breaker'),
  recovery: part(({ recovery }: Books) => recovery, RECOVERY, 'recovery'),
  /** Of a scenario that names prices. */
  economics: optionalPart(economicsOf, ECONOMICS, 'economics'),
} as const;

export type Totals = Reading<typeof METRICS>;

/** Of these a tick tells the difference to the tick before. */
export const TICK_FLOWS = {
  orders: part(ledgerOf, ORDER_FLOWS),
  calls: part(callsOf, CALL_FLOWS),
  amountCents: part(ledgerOf, AMOUNT_FLOWS),
} as const;

/** Of these a tick tells the value at its end, or of its own orders. */
export const TICK_STANDS = {
  latencyMs: part(({ ledger }: Books) => latencyOf(ledger.latency.tick), LATENCY),
  orderService: part((books: Books) => frontOf(books).places.meter, {
    busy: row(
      'count',
      'level',
      null,
      'orders in the hands of workers at the end of the tick',
      ({ busy }: Meter) => busy,
    ),
    backlog: row(
      'count',
      'level',
      'less',
      'orders that wait for a worker at the end of the tick',
      ({ queued }: Meter) => queued,
    ),
  }),
  paymentService: part(serviceOf, SERVICE_LEVELS),
  backup: part(backupOf, SERVICE_LEVELS),
} as const;

export type TickReading = Reading<typeof TICK_FLOWS> & Reading<typeof TICK_STANDS>;

/** The rows of the table, in its order. */
export const METRIC_ROWS: readonly Row[] = rowsOf(METRICS);

/** The rows that ticks hold, in the order of the contract. */
export const TICK_ROWS: readonly Row[] = rowsOf({ ...TICK_FLOWS, ...TICK_STANDS });

/** Which way each metric is better, by its path. */
export const METRIC_BETTER: ReadonlyMap<string, Better> = new Map(
  METRIC_ROWS.map(({ path, better }) => [path, better]),
);

/** What each metric is measured in, by its path. */
export const METRIC_UNITS: ReadonlyMap<string, Unit> = new Map(
  METRIC_ROWS.map(({ path, unit }) => [path, unit]),
);
