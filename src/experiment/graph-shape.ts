import type { CallNode, LinkNode, RouteNode, ServiceNode } from '../model/topology/graph.ts';
import type { World } from '../model/world.ts';

/** The services of an arm and who calls whom: what does not change while it runs. */
export interface GraphShape {
  /** The front door first. */
  readonly services: readonly ShapedService[];
  /** One for each pair of services. */
  readonly links: readonly ShapedLink[];
}

export interface ShapedService {
  readonly name: string;
  /** In all. */
  readonly instances: number;
  /** Where it stands, as many of its instances in each; absent where in no place in particular. */
  readonly regions?: readonly string[];
}

export interface ShapedLink {
  readonly from: string;
  readonly to: string;
  /** How it is chosen among the ways of a route; absent of a plain call. */
  readonly route?: RouteNode['route']['route'];
  /** Its place among them, from 1. */
  readonly way?: number;
  /** How often it is taken, beside the others; present of a weighted route. */
  readonly weight?: number;
  /** A fallback turns to it, where the call itself failed. */
  readonly inNeed?: true;
}

export function graphShape({ services }: Pick<World, 'services'>): GraphShape {
  const nodes = services.map(({ node }) => node);
  return {
    services: nodes.map(({ name, instances, regions }) => ({
      name,
      instances,
      ...(regions.length > 0 && { regions }),
    })),
    links: nodes.flatMap((node) => linksOf(node, nodes)),
  };
}

/** Of several links to the same service the first stands for all. */
function linksOf(from: ServiceNode, nodes: readonly ServiceNode[]): ShapedLink[] {
  const links = new Map<number, ShapedLink>();
  for (const { link, ...manner } of from.calls.flatMap(waysOf)) {
    if (links.has(link.to)) continue;
    links.set(link.to, { from: from.name, to: nodes[link.to]!.name, ...manner });
  }
  return [...links.values()];
}

type Way = Omit<ShapedLink, 'from' | 'to'> & { readonly link: LinkNode };

function waysOf(call: CallNode): Way[] {
  if (!('ways' in call)) return withBackups({ link: call });
  const { route } = call.route;
  return call.ways.flatMap(({ link, weight }, place) =>
    withBackups({ link, route, way: place + 1, ...(route === 'weighted' && { weight }) }),
  );
}

function withBackups(way: Way): Way[] {
  const backups = [...way.link.backups.values()].map((link): Way => ({ link, inNeed: true }));
  return [way, ...backups];
}
