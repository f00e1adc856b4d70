import type { Durations } from '../../kernel/histogram.ts';
import type { CallSums } from '../books/call-sums.ts';
import { failedOf, OUTCOME, type Outcome } from '../outcome.ts';
import type { OutlierAccount, ServiceAccount } from '../service/service-account.ts';
import { LINK_BREAKER, type Watched } from './breaker-metrics.ts';
import { CALL_FLOWS, CALLS } from './call-metrics.ts';
import { latencyMetrics, recorded } from './latency-metrics.ts';
import { loadOf } from './load.ts';
import {
  type Better,
  type Fold,
  type Metric,
  part,
  type Reading,
  rowsOf,
  type Unit,
} from './metric.ts';
import { SERVICE, SERVICE_LEVELS, type ServiceAt } from './service-metrics.ts';

/** A service of a graph, so long after the start. */
export interface ServiceFacts {
  readonly service: ServiceAccount;
  readonly nowMs: number;
}

const loadAt = ({ service, nowMs }: ServiceFacts) => ({ load: loadOf([service]), nowMs });

/** The same metrics, read off a service. */
function atLoad<const Rows extends Readonly<Record<string, Metric<ServiceAt>>>>(rows: Rows) {
  const read = Object.entries(rows).map(([name, row]) => [
    name,
    { ...row, read: (facts: ServiceFacts) => row.read(loadAt(facts)) },
  ]);
  return Object.fromEntries(read) as {
    readonly [Name in keyof Rows]: Metric<ServiceFacts, ReturnType<Rows[Name]['read']>>;
  };
}

function requests(
  fold: Fold,
  better: Better,
  meaning: string,
  read: (book: ServiceAccount['book']) => number,
): Metric<ServiceFacts, number> {
  return { unit: 'count', fold, better, meaning, read: ({ service }) => read(service.book) };
}

const ended =
  (outcome: Outcome) =>
  (book: ServiceAccount['book']): number =>
    book.ended[outcome]!;

const REQUEST_FLOWS = {
  received: requests('flow', null, 'requests sent to the service', ({ received }) => received),
  successful: requests('flow', 'more', 'requests that it did', ended(OUTCOME.successful)),
  declined: requests('flow', null, 'requests to which it said no', ended(OUTCOME.declined)),
  failed: requests(
    'flow',
    'less',
    'requests that ended with an error, a refusal or a timeout, its own or of those it calls',
    (book) => failedOf(book.ended),
  ),
  blocked: requests(
    'flow',
    'less',
    'requests that a breaker further in was the end of',
    ended(OUTCOME.blocked),
  ),
  rejected: requests(
    'flow',
    'less',
    'requests that a limit here or further in turned away',
    ended(OUTCOME.rejected),
  ),
} as const;

const REQUESTS = {
  ...REQUEST_FLOWS,
  substituted: requests(
    'whole',
    'less',
    'requests that a fallback answered further in',
    ended(OUTCOME.substituted),
  ),
  deferred: requests(
    'whole',
    null,
    'requests that a fallback accepted for later',
    ended(OUTCOME.deferred),
  ),
  stopped: requests(
    'whole',
    null,
    'requests that ended without an outcome: nobody waited any more',
    ({ stopped }) => stopped,
  ),
  pending: requests('level', null, 'requests in flight at the end', (book) =>
    book.ended.reduce((left, count) => left - count, book.received - book.stopped),
  ),
} as const;

function own(
  unit: Unit,
  meaning: string,
  better: Better,
  read: (service: ServiceAccount) => number,
): Metric<ServiceFacts, number> {
  return { unit, fold: 'whole', better, meaning, read: ({ service }) => read(service) };
}

const sumOf = ({ outliers }: ServiceAccount, of: (one: OutlierAccount) => number): number =>
  [...outliers.values()].reduce((sum, { book }) => sum + of(book), 0);

/** 0 where nobody looks. */
const meanOf = (service: ServiceAccount, of: (one: OutlierAccount) => number): number =>
  sumOf(service, of) / Math.max(1, service.outliers.size);

/** Null where none was answered, or nobody takes the time. */
function recordedIn(latency: Durations | undefined): Durations | null {
  return latency === undefined ? null : recorded(latency);
}

/** What is told of each service of a graph. */
export const SERVICE_TOTALS = {
  requests: part((facts: ServiceFacts) => facts, REQUESTS),
  ...atLoad(SERVICE),
  queueWaitMs: part(
    ({ service }: ServiceFacts) => recorded(service.places.meter.queueWait),
    latencyMetrics('of the waits in its queue, of every request that began', []),
  ),
  latencyMs: part(
    ({ service }: ServiceFacts) => recordedIn(service.book.latency?.run),
    latencyMetrics('of the requests that it answered, from arrival to answer, calls and all', []),
  ),
  charges: own('count', 'charges to cards that it made', null, ({ till }) => till?.charges ?? 0),
  ejections: own('count', 'how often outlier detection ejected an instance', 'less', (service) =>
    sumOf(service, ({ ejections }) => ejections),
  ),
  ejected: own(
    'share',
    'the share of its instances that was ejected, over time and callers',
    'less',
    (service) => meanOf(service, ({ meanEjectedShare }) => meanEjectedShare),
  ),
  feesCents: own('cents', 'what its charges cost', 'less', ({ till }) => till?.feeCents ?? 0),
} as const;

/** The calls over a link, and the breakers that guard it. */
export interface LinkFacts extends CallSums, Watched {}

/** What is told of the calls from one service of a graph to another. */
export const LINK_TOTALS = {
  calls: part((book: LinkFacts) => book, CALLS),
  callLatencyMs: part(
    ({ latency }: LinkFacts) => recorded(latency),
    latencyMetrics('of calls that were sent, to their answer or timeout', []),
  ),
  /** Null without one. */
  breaker: part(
    ({ watches }: LinkFacts) => (watches.length === 0 ? null : { watches }),
    LINK_BREAKER,
  ),
} as const;

export const SERVICE_FLOWS = { requests: part((facts: ServiceFacts) => facts, REQUEST_FLOWS) };
export const SERVICE_STANDS = {
  ...atLoad(SERVICE_LEVELS),
  latencyMs: part(
    ({ service }: ServiceFacts) => recordedIn(service.book.latency?.tick),
    latencyMetrics('of the requests that it answered in the tick, from arrival to answer', []),
  ),
  places: {
    unit: 'count',
    fold: 'level',
    better: null,
    meaning:
      'the places of all its instances at the end of the tick; nothing where there is no limit',
    mayLack: true,
    read: ({ service: { zones } }: ServiceFacts): number | null =>
      Number.isFinite(zones.capacity) ? zones.capacity : null,
  },
  ejected: own('share', 'the share of its instances that is ejected', 'less', (service) =>
    meanOf(service, ({ ejectedShare }) => ejectedShare),
  ),
} as const;
export const LINK_FLOWS = { calls: part((book: CallSums) => book, CALL_FLOWS) };

/** What is told of a service or a link in a tick: the paths below its name. */
export const SERVICE_TICK_PATHS = rowsOf({ ...SERVICE_FLOWS, ...SERVICE_STANDS }).map(
  ({ path }) => path,
);
export const SERVICE_FLOW_PATHS = rowsOf(SERVICE_FLOWS).map(({ path }) => path);
export const LINK_TICK_PATHS = rowsOf(LINK_FLOWS).map(({ path }) => path);

export type ServiceTotals = Reading<typeof SERVICE_TOTALS>;
export type LinkTotals = Reading<typeof LINK_TOTALS>;

/** The units of what is told of a service or a link, by the path below its name. */
export const SERVICE_UNITS: ReadonlyMap<string, Unit> = unitsOf(rowsOf(SERVICE_TOTALS));
export const LINK_UNITS: ReadonlyMap<string, Unit> = unitsOf(rowsOf(LINK_TOTALS));

function unitsOf(rows: readonly { readonly path: string; readonly unit: Unit }[]) {
  return new Map(rows.map(({ path, unit }) => [path, unit]));
}
