import type { ArmResult } from '../experiment/result.ts';
import type { LinkTotals, ServiceTotals } from '../model/metrics/graph-metrics.ts';
import { count, percent, shareOf } from './figures.ts';
import { WRITTEN } from './summary.ts';

/** A table of a graph: a row a service or link, and of each arm the same columns. */
export interface GraphTable {
  readonly title: string;
  /** Of the columns that every arm has, the most wanted first. */
  readonly head: readonly string[];
  readonly rows: readonly {
    readonly label: string;
    /** One list an arm. */
    readonly arms: readonly (readonly string[])[];
  }[];
}

const SERVICE_HEAD = ['requests', 'done', 'busy', 'refused', 'p95', 'mean queue'];
const LINK_HEAD = ['made', 'done', 'failed', 'blocked', 'timed out', 'p95'];

/** What the arms tell of the services and links of their graph; nothing of the short form. */
export function graphTables(arms: readonly ArmResult[]): GraphTable[] {
  const services = namesIn(arms.map((arm) => arm.services ?? {}));
  if (services.length === 0) return [];
  const links = namesIn(arms.map((arm) => arm.links ?? {})).flatMap((from) =>
    namesIn(arms.map((arm) => arm.links?.[from] ?? {})).map((to) => ({ from, to })),
  );
  return [
    {
      title: 'service',
      head: SERVICE_HEAD,
      rows: services.map((name) => ({
        label: name,
        arms: arms.map(({ services: all }) => serviceCells(all?.[name])),
      })),
    },
    {
      title: 'calls',
      head: LINK_HEAD,
      rows: links.map(({ from, to }) => ({
        label: linkName({ from, to }),
        arms: arms.map(({ links: all }) => linkCells(all?.[from]?.[to])),
      })),
    },
  ];
}

/** `checkout to stripe` */
export function linkName({ from, to }: { readonly from: string; readonly to: string }): string {
  return `${from} to ${to}`;
}

/** Of all arms: one may call what another does not. */
function namesIn(all: readonly object[]): string[] {
  return [...new Set(all.flatMap((one) => Object.keys(one)))];
}

function serviceCells(totals: ServiceTotals | undefined): string[] {
  if (totals === undefined) return SERVICE_HEAD.map(() => '');
  const { requests, utilisation, meanQueued, refused, latencyMs } = totals;
  return [
    count(requests.received),
    shareOf(requests.successful, requests.received),
    utilisation === null ? '' : percent(utilisation),
    count(refused),
    latencyMs === null ? '' : WRITTEN.ms(latencyMs.p95),
    WRITTEN.count(meanQueued),
  ];
}

function linkCells(totals: LinkTotals | undefined): string[] {
  if (totals === undefined) return LINK_HEAD.map(() => '');
  const { calls, callLatencyMs } = totals;
  return [
    count(calls.started),
    shareOf(calls.successful, calls.started),
    count(calls.failed),
    count(calls.blocked),
    count(calls.timedOut),
    callLatencyMs === null ? '' : WRITTEN.ms(callLatencyMs.p95),
  ];
}

/** Of each arm the paid orders that did without a service; nothing where no arm has any. */
export function degradedWords(arms: readonly ArmResult[]): string {
  if (arms.every(({ degraded }) => degraded === undefined || degraded.orders === 0)) return '';
  const each = arms.map(({ name, degraded, totals }) => {
    const orders = degraded?.orders ?? 0;
    const share = shareOf(orders, totals.orders.paid);
    return `${count(orders)}${share === '' ? '' : ` (${share})`}${arms.length === 1 ? '' : ` ${name}`}`;
  });
  return `Paid degraded, as something stood in for a service: ${each.join(', ')}.`;
}
