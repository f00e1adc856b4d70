import type { CallNode, Graph, LinkNode, ServiceNode } from '../model/topology/graph.ts';
import { hedgedShare } from './hedged-share.ts';
import { nearest, type Scene, shareStruck, workOf } from './scene.ts';

/** What comes to a service in a second, and what its places can carry. */
export interface ServiceLoad {
  readonly requestsPerSecond: number;
  /** Undefined where nothing limits it. */
  readonly carriedPerSecond: number | undefined;
  /** Of each region, where it stands in several; requests stay in theirs, or go to the nearest. */
  readonly regions: readonly (Omit<ServiceLoad, 'regions'> & { readonly name: string })[];
}

type Entry = ServiceNode['settings']['script'][number];

/** What the load is estimated under: an entry of the script of one of the services. */
export interface Trouble {
  readonly service: string;
  readonly entry: Entry;
}

/**
 * The load of every service, in the order of the graph, where so many orders a second come in. By Little's law:
 * a place is held for the service's own work and for the calls that it makes. An estimate from means: nothing
 * fails, nobody waits or tries again, and a call takes no longer than the timeouts on its link.
 */
export function graphLoads(
  graph: Graph,
  ordersPerSecond: number,
  scene: Scene = {},
  trouble?: Trouble,
): ServiceLoad[] {
  const estimate = new Estimate(graph, scene, trouble);
  const rates = estimate.rates(ordersPerSecond);
  return graph.services.map((service, place) => {
    const regions = rates[place]!.map((requestsPerSecond, region) => ({
      name: service.regions[region] ?? '',
      requestsPerSecond,
      carriedPerSecond: estimate.carried(place, region),
    }));
    const isLimited = regions.every((one) => one.carriedPerSecond !== undefined);
    return {
      requestsPerSecond: sum(regions, (one) => one.requestsPerSecond),
      carriedPerSecond: isLimited ? sum(regions, (one) => one.carriedPerSecond!) : undefined,
      regions: regions.length === 1 ? [] : regions,
    };
  });
}

function sum<One>(list: readonly One[], of: (one: One) => number): number {
  return list.reduce((all, one) => all + of(one), 0);
}

class Estimate {
  private readonly graph: Graph;
  private readonly scene: Scene;
  private readonly trouble: Trouble | undefined;
  private readonly holds = new Map<string, number>();

  constructor(graph: Graph, scene: Scene, trouble: Trouble | undefined) {
    this.graph = graph;
    this.scene = scene;
    this.trouble = trouble;
  }

  /** What comes to each service in a second, by its regions. */
  rates(ordersPerSecond: number): number[][] {
    const { services } = this.graph;
    const rates = services.map(({ regions }) => Array.from(regions, () => 0));
    for (const own of rates) if (own.length === 0) own.push(0);
    const send = (place: number, from: readonly string[], coming: readonly number[]): void => {
      const service = services[place]!;
      const { calls, regions } = service;
      const arriving = rates[place]!.map(() => 0);
      coming.forEach((rate, origin) => {
        arriving[nearest(this.scene, from[origin], regions).place]! += rate;
      });
      arriving.forEach((rate, region) => {
        rates[place]![region]! += rate;
      });
      for (const { link, share } of calls.flatMap((call) => this.taken(service, call))) {
        if (share > 0)
          send(
            link.to,
            regions,
            arriving.map((rate) => rate * share),
          );
      }
    };
    const origins = Object.entries(this.scene.origins ?? { all: 1 });
    const names = this.scene.origins === undefined ? [] : origins.map(([name]) => name);
    send(
      0,
      names,
      origins.map(([, share]) => ordersPerSecond * share),
    );
    return rates;
  }

  /** What the places of a service in a region can carry in a second; undefined where nothing limits it. */
  carried(place: number, region: number): number | undefined {
    const service = this.graph.services[place]!;
    const struck = this.struck(service, region);
    const instances = service.instances / Math.max(1, service.regions.length);
    const part = (share: number, entry: Entry | undefined): number | undefined => {
      const { capacity } = workOf(service, this.scene, entry);
      const heldMs = this.hold(place, region, entry);
      if (share === 0) return 0;
      if (capacity === undefined || heldMs === 0) return undefined;
      return (share * instances * capacity * 1000) / heldMs;
    };
    const [well, ill] = [part(1 - struck, undefined), part(struck, this.entryOf(service))];
    return well === undefined || ill === undefined ? undefined : well + ill;
  }

  /** The share of the instances in a region that the trouble strikes. */
  private struck(service: ServiceNode, region: number): number {
    const entry = this.entryOf(service);
    return entry === undefined ? 0 : shareStruck(service, region, entry);
  }

  private entryOf({ name }: ServiceNode): Entry | undefined {
    return this.trouble?.service === name ? this.trouble.entry : undefined;
  }

  /** How long a request holds its place in a region, in ms, where an entry of the script is in force. */
  private hold(place: number, region: number, entry: Entry | undefined): number {
    const service = this.graph.services[place]!;
    const key = `${place} ${region} ${entry === undefined}`;
    const known = this.holds.get(key);
    if (known !== undefined) return known;
    const calls = service.calls.flatMap(waysOf).filter(({ share }) => share > 0);
    const held =
      workOf(service, this.scene, entry).meanMs +
      sum(calls, ({ link, share }) => {
        return share * Math.min(this.answered(service, region, link), patienceOf(link));
      });
    this.holds.set(key, held);
    return held;
  }

  /** How long an answer takes over a link, the way there and back included, in ms. */
  private answered(from: ServiceNode, region: number, link: LinkNode): number {
    const to = this.graph.services[link.to]!;
    const way = nearest(this.scene, from.regions[region], to.regions);
    const struck = this.struck(to, way.place);
    const mean = (share: number, entry: Entry | undefined): number => {
      if (share === 0) return 0;
      const { networkMs } = workOf(to, this.scene, entry);
      return share * (this.hold(link.to, way.place, entry) + 2 * networkMs);
    };
    const work = mean(1 - struck, undefined) + mean(struck, this.entryOf(to));
    return work + 2 * way.ms;
  }

  /** The links of a call, with the share of its requests that take each; several may, of a hedge. */
  private taken(from: ServiceNode, call: CallNode): SharedWay[] {
    if (!('ways' in call) || call.route.route !== 'hedge') return waysOf(call);
    const { after } = call.route;
    const first = call.ways[0]!.link;
    const { latency } = this.graph.services[first.to]!.settings;
    const besidesMs = this.answered(from, 0, first) - (latency?.mean ?? 0);
    return call.ways.map(({ link }, place) => ({
      link,
      share: place === 0 ? 1 : hedgedShare(latency, besidesMs, place * after),
    }));
  }
}

/** How long anybody waits for an answer over a link, in ms. */
function patienceOf({ pipeline }: LinkNode): number {
  const timeouts = pipeline.flatMap((policy) =>
    policy.policy === 'timeout' ? [policy.settings] : [],
  );
  return Math.min(...timeouts);
}

interface SharedWay {
  readonly link: LinkNode;
  /** Of the requests that make the call. */
  readonly share: number;
}

/** The links of a call, with the share of each: the requests whose answer comes over it while all is well. */
export function waysOf(call: CallNode): SharedWay[] {
  if (!('ways' in call)) return [{ link: call, share: 1 }];
  const { route, ways } = call;
  const weights = ways.map(({ weight }, place) => shareOf(route.route, weight, place));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return ways.map(({ link }, place) => ({ link, share: weights[place]! / all }));
}

/** Two kinds turn to another way only in need, one goes by the weights, and the others treat all alike. */
function shareOf(kind: string, weight: number, place: number): number {
  if (kind === 'failover' || kind === 'hedge') return place === 0 ? 1 : 0;
  return kind === 'weighted' ? weight : 1;
}
