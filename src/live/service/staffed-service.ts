import { createLuck } from '../../model/luck.ts';
import { linksOf, waysOf } from '../../model/observed/links.ts';
import { regionOf } from '../../model/service/zones.ts';
import type { CallNode, Graph, LinkNode } from '../../model/topology/graph.ts';
import { Ways } from '../../model/topology/ways.ts';
import { OrderClasses } from '../../model/traffic/classes.ts';
import type { World } from '../world.ts';
import { FarEnd } from './far-end.ts';
import type { NearSide } from './near-side.ts';
import { OrdersInHand } from './orders-in-hand.ts';
import { Outbound } from './outbound.ts';
import { pathOf } from './paths.ts';
import { type Onward, realRoute } from './real-route.ts';
import { RealService } from './real-service.ts';

/** What an instance of a service of a graph is made of. */
export interface Surroundings
  extends World,
    Pick<NearSide, 'place' | 'instance' | 'time' | 'see' | 'token' | 'addressOf' | 'circuitOf'> {}

/** An instance of a service with its ways to others. */
export interface Staffed {
  readonly service: RealService;
  readonly links: readonly Outbound[];
}

export function staffed(wanted: Surroundings): Staffed {
  const { graph, regions, classes: classesIn, seed, time } = wanted;
  const classes = classesIn && new OrderClasses(classesIn, createLuck(seed));
  const ways = regions && new Ways(time.agenda, regions);
  const near = nearSideOf(wanted, classes?.names ?? []);
  const { links, callOf } = linksFrom(near, graph, ways);
  const turns = near.node.calls.map((call) => ({
    link: callOf(call),
    isEssential: call.isEssential,
  }));
  const orders = new OrdersInHand(classes);
  return { service: new RealService({ near, orders, ways, turns }), links };
}

function nearSideOf(wanted: Surroundings, classes: readonly string[]): NearSide {
  const { seed, graph, place, instance, time, see, token, addressOf, circuitOf } = wanted;
  const node = graph.services[place]!;
  const region = regionOf(node, instance);
  let requests = 0;
  return {
    seed,
    place,
    node,
    instance,
    region,
    regionPlace: region === undefined ? 0 : node.regions.indexOf(region),
    classes,
    time,
    see,
    token,
    nextName: () => `${process.pid}.${++requests}`,
    addressOf,
    pathOf: (to) => pathOf(graph, to),
    circuitOf,
  };
}

/** The links of a service, and what a call of it goes by: a link, or a choice among several. */
function linksFrom(near: NearSide, graph: Graph, ways: Ways | undefined) {
  const all = linksOf(graph);
  const links: Outbound[] = [];
  const farEnds = new Map<number, FarEnd>();
  const farEndOf = (to: number): FarEnd => {
    const known = farEnds.get(to);
    if (known !== undefined) return known;
    const farEnd = new FarEnd(graph.services[to]!, {
      seed: near.seed,
      agenda: near.time.agenda,
      ways,
      regions: near.node.regions,
      onEjection: (what) => near.see({ what, from: near.place, to }),
    });
    farEnds.set(to, farEnd);
    return farEnd;
  };
  const linkOf = (node: LinkNode): Outbound => {
    const link = new Outbound({
      near,
      place: all.findIndex((one) => one.node === node),
      node,
      far: farEndOf(node.to),
      backups: new Map([...node.backups].map(([at, backup]) => [at, linkOf(backup)])),
      behind: placesBehind(graph, node.to),
    });
    links.push(link);
    return link;
  };
  const callOf = (call: CallNode): Onward => {
    if (!('route' in call)) return linkOf(call);
    return realRoute(
      call,
      near.seed,
      call.ways.map(({ link }) => linkOf(link)),
    );
  };
  return { links, callOf };
}

/** The services that one may come to, without itself. */
function placesBehind(graph: Graph, place: number): readonly number[] {
  const behind = new Set<number>();
  const visit = (from: number): void => {
    for (const node of graph.services[from]!.calls.flatMap(waysOf)) {
      for (const to of [node, ...node.backups.values()].map((one) => one.to)) {
        if (behind.has(to)) continue;
        behind.add(to);
        visit(to);
      }
    }
  };
  visit(place);
  return [...behind];
}
