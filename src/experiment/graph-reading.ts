import {
  LINK_FLOWS,
  LINK_TOTALS,
  type LinkTotals,
  SERVICE_FLOWS,
  SERVICE_STANDS,
  SERVICE_TOTALS,
  type ServiceTotals,
} from '../model/metrics/graph-metrics.ts';
import { type Reading, readAll } from '../model/metrics/metric.ts';
import type { ServiceAccount } from '../model/service/service-account.ts';
import type { World } from '../model/world.ts';
import { countsBetween } from './counts.ts';

/** Of each service by its name, and of the calls from one to another by the names of both. */
export type ByService<Facts> = Readonly<Record<string, Facts>>;
export type ByLink<Facts> = Readonly<Record<string, Readonly<Record<string, Facts>>>>;

type Graph = Pick<World, 'services' | 'connections' | 'breakers' | 'agenda'>;

/** Counts since the start of the run. */
export interface GraphFlows {
  readonly services: ByService<Reading<typeof SERVICE_FLOWS>>;
  readonly links: ByLink<Reading<typeof LINK_FLOWS>>;
}

/** A tick of a graph: what was counted in it, and what stands at its end. */
export interface GraphTick {
  readonly services: ByService<Reading<typeof SERVICE_FLOWS> & Reading<typeof SERVICE_STANDS>>;
  readonly links: ByLink<Reading<typeof LINK_FLOWS>>;
  /** The breakers of the arm, in its order: the share of the circuits of each that is in a state. */
  readonly breakers: readonly { readonly open: number; readonly halfOpen: number }[];
}

export interface GraphTotals {
  readonly services: ByService<ServiceTotals>;
  readonly links: ByLink<LinkTotals>;
}

export function graphTotals(world: Graph): GraphTotals {
  const nowMs = world.agenda.now;
  return {
    services: byService(world, (service) => readAll(SERVICE_TOTALS, { service, nowMs })),
    links: byLink(world, ({ book }) => readAll(LINK_TOTALS, latencyRead(book))),
  };
}

export function graphFlows(world: Graph): GraphFlows {
  const nowMs = world.agenda.now;
  return {
    services: byService(world, (service) => readAll(SERVICE_FLOWS, { service, nowMs })),
    links: byLink(world, ({ book }) => readAll(LINK_FLOWS, latencyRead(book))),
  };
}

export function graphTick(world: Graph, before: GraphFlows): GraphTick {
  const now = graphFlows(world);
  const nowMs = world.agenda.now;
  return {
    services: byService(world, (service) => ({
      requests: countsBetween(
        before.services[service.name]!.requests,
        now.services[service.name]!.requests,
      ),
      ...readAll(SERVICE_STANDS, { service, nowMs }),
    })),
    links: byLink(world, ({ from, to }) => ({
      calls: countsBetween(
        before.links[from.name]![to.name]!.calls,
        now.links[from.name]![to.name]!.calls,
      ),
    })),
    breakers: world.breakers.map((watch) => ({
      open: watch.shareIn('open'),
      halfOpen: watch.shareIn('half-open'),
    })),
  };
}

type Connection = World['connections'][number];

function latencyRead(book: Connection['book']) {
  const { started, ended, rejections, latency } = book;
  return { started, ended, rejections, latency: latency };
}

function byService<Facts>(
  { services }: Graph,
  of: (service: ServiceAccount) => Facts,
): ByService<Facts> {
  return Object.fromEntries(services.map((service) => [service.name, of(service)]));
}

function byLink<Facts>({ connections }: Graph, of: (one: Connection) => Facts): ByLink<Facts> {
  const links: Record<string, Record<string, Facts>> = {};
  for (const one of connections) {
    links[one.from.name] ??= {};
    links[one.from.name]![one.to.name] = of(one);
  }
  return links;
}
