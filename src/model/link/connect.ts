import type { Agenda } from '../../kernel/agenda.ts';
import { EjectionBook } from '../books/ejection-book.ts';
import { LinkBook } from '../books/link-book.ts';
import type { Callee, Caller } from '../call.ts';
import { createLuck } from '../luck.ts';
import type { Run } from '../run.ts';
import type { Service } from '../service/service.ts';
import type { CallNode, Graph, LinkNode, RouteNode } from '../topology/graph.ts';
import { createLink, type Link, type LinkParts } from './link.ts';
import { Outliers } from './outliers.ts';
import { createRoute } from './route/index.ts';
import { Outages } from './sharing/outages.ts';

/** The calls from one service to another, whatever links they take. */
export interface Calls {
  readonly from: Service;
  readonly to: Service;
  readonly book: LinkBook;
  readonly links: readonly Link[];
}

export interface Connections {
  /** A link that begins within the pipeline of another comes after it. */
  readonly links: readonly Link[];
  /** By the services at both ends. */
  readonly calls: readonly Calls[];
}

/** What else the links of a world are made of. */
export interface ConnectParts extends Pick<LinkParts, 'services' | 'onTransition'> {
  readonly seed: number;
}

/** Makes the links of every service, and the routes that choose among them. */
export function connect(graph: Graph, run: Run, parts: ConnectParts): Connections {
  const { services, seed, onTransition } = parts;
  const links: Link[] = [];
  const calls: (Calls & { links: Link[] })[] = [];
  const outages = outagesIn(run.agenda, services);
  const bookOf = (from: Service, to: Service): LinkBook => {
    const known = calls.find((one) => one.from === from && one.to === to);
    if (known !== undefined) return known.book;
    const book = new LinkBook();
    calls.push({ from, to, book, links: [] });
    return book;
  };
  const made: LinkParts = {
    run,
    services,
    onTransition,
    bookOf,
    outliersOf: (from, to) => outliersOf(run.agenda, from, to),
    outagesOf: (from) => outages.get(from),
    luckOf: (name) => createLuck(seed, name),
    onLink: (link) => {
      links.push(link);
      calls.find(({ book }) => book === link.book)!.links.push(link);
    },
  };
  graph.services.forEach((node, place) => {
    if (node.calls.length === 0) return;
    const from = services[place]!;
    const turns = node.calls.map((call, turn) => ({
      link: callOf(call, from, from, `${from.name} ${turn}`, made),
      isEssential: call.isEssential,
    }));
    from.connect(turns);
  });
  return { links, calls };
}

/** One for all links from the one service to the other. */
function outliersOf(agenda: Agenda, from: Service, to: Service): Outliers | undefined {
  const { outlierDetection, instances } = to.node;
  if (outlierDetection === undefined) return undefined;
  const known = to.outliers.get(from);
  if (known !== undefined) return known;
  const callers = from.node.instances;
  const book = new EjectionBook(agenda, callers * instances);
  const outliers = new Outliers(agenda, outlierDetection, callers, instances, book);
  to.outliers.set(from, outliers);
  return outliers;
}

/** Those of each service whose script has any. */
function outagesIn(agenda: Agenda, services: readonly Service[]): Map<Service, Outages> {
  const struck = services.filter(({ node }) => Outages.areIn(node.settings.script));
  return new Map(
    struck.map((service) => [service, new Outages(agenda, service.node.settings.script)]),
  );
}

function callOf(
  call: CallNode,
  from: Service,
  outer: Caller,
  pipeline: string,
  parts: LinkParts,
): Callee {
  return 'route' in call
    ? routeOf(call, from, pipeline, parts)
    : linkOf(call, from, outer, pipeline, parts);
}

function linkOf(
  node: LinkNode,
  from: Service,
  outer: Caller,
  pipeline: string,
  parts: LinkParts,
): Link {
  const settles = from.requests === parts.run.orders.requests && node.isEssential;
  return createLink(node, { from, outer, pipeline, heardBy: undefined, settles }, parts);
}

function routeOf(
  { route, ways, luck }: RouteNode,
  from: Service,
  pipeline: string,
  parts: LinkParts,
): Callee {
  const { run, luckOf } = parts;
  const made = createRoute(route, {
    run,
    requests: from.requests,
    instances: from.node.instances,
    luck: luckOf(luck),
    outer: from,
  });
  made.connect(
    ways.map(({ link, weight }, place) => {
      const way = linkOf(link, from, made.arrival(place), `${pipeline} ${place}`, parts);
      return { begin: (slot) => way.begin(slot), cancel: (slot) => way.cancel(slot), weight };
    }),
  );
  return made;
}
