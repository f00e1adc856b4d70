import type { CallNode, Graph, LinkNode, ServiceNode } from '../model/topology/graph.ts';
import { workUnder } from './describe-capacity.ts';

/** What comes to a service in a second, and what its places can carry. */
export interface ServiceLoad {
  readonly requestsPerSecond: number;
  /** Undefined where nothing limits it. */
  readonly carriedPerSecond: number | undefined;
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
  trouble?: Trouble,
): ServiceLoad[] {
  const heldMs = graph.services.map((_, place) => holdOf(graph, place, trouble));
  const rates = ratesOf(graph, ordersPerSecond);
  return graph.services.map((service, place) => {
    const { capacity } = workOf(service, trouble);
    const isLimited = capacity !== undefined && heldMs[place]! > 0;
    return {
      requestsPerSecond: rates[place]!,
      carriedPerSecond: isLimited
        ? (service.instances * capacity * 1000) / heldMs[place]!
        : undefined,
    };
  });
}

function workOf({ name, settings }: ServiceNode, trouble: Trouble | undefined) {
  return workUnder(settings, trouble?.service === name ? trouble.entry : undefined);
}

/** How long a request holds its place, in ms. */
function holdOf(graph: Graph, place: number, trouble: Trouble | undefined): number {
  const service = graph.services[place]!;
  const calls = service.calls.flatMap(waysOf).map(({ link, share }) => {
    return share * Math.min(holdOf(graph, link.to, trouble), patienceOf(link));
  });
  return calls.reduce((sum, ms) => sum + ms, workOf(service, trouble).meanMs);
}

/** How long anybody waits for an answer over a link, in ms. */
function patienceOf({ pipeline }: LinkNode): number {
  const timeouts = pipeline.flatMap((policy) =>
    policy.policy === 'timeout' ? [policy.settings] : [],
  );
  return Math.min(...timeouts);
}

function ratesOf({ services }: Graph, ordersPerSecond: number): number[] {
  const rates = services.map(() => 0);
  const send = (place: number, rate: number): void => {
    rates[place] = rates[place]! + rate;
    for (const { link, share } of services[place]!.calls.flatMap(waysOf)) {
      if (share > 0) send(link.to, rate * share);
    }
  };
  send(0, ordersPerSecond);
  return rates;
}

interface SharedWay {
  readonly link: LinkNode;
  /** Of the requests that make the call. */
  readonly share: number;
}

/** The links of a call, with the share of each. */
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
