import { instancesOf, reachedFrom } from '../../model/topology/compile.ts';
import { delayBetween, type RegionsSettings, regionNames } from '../../model/topology/geography.ts';
import type { ServiceBlock, Services } from '../../model/topology/services-settings.ts';
import { linksOf } from '../graph-checks.ts';

/** What of a graph of services there is to strike. */
export interface Ground {
  readonly services: readonly GroundService[];
  /** Each with the services of these that stand in it. */
  readonly regions: readonly { readonly name: string; readonly services: readonly string[] }[];
  readonly ways: readonly {
    readonly from: string;
    readonly to: string;
    readonly delayMs: number;
  }[];
  /** The services whose instances share circuits by something that can be away. */
  readonly sharers: readonly Sharer[];
}

export interface GroundService {
  readonly name: string;
  /** In all its regions. */
  readonly instances: number;
  /** That can be struck apart from the rest of it. */
  readonly regions: readonly string[];
  /** Of the orders; empty where all are alike. */
  readonly classes: readonly string[];
  /** Whether it does work of its own: what only calls others has none that could fail or be slow. */
  readonly works: boolean;
  readonly failureRate: number;
  /** Where a class has another. */
  readonly failureRateOf: Readonly<Record<string, number>>;
  /** The mean one-way delay; 0 without a network. */
  readonly networkMs: number;
}

export interface Sharer {
  readonly name: string;
  /** Of which a majority must agree; 0: it is a store. */
  readonly nodes: number;
}

/** As much of a graph as incidents are drawn by. */
export interface GroundSource {
  readonly services: Services;
  readonly regions?: RegionsSettings | undefined;
  readonly traffic: {
    readonly to?: string | undefined;
    readonly classes?: Readonly<Record<string, unknown>> | undefined;
  };
  readonly chaos?: Aim | undefined;
}

/** What incidents may strike; left out, all that orders come by. */
interface Aim {
  readonly services?: readonly string[] | undefined;
  readonly regions?: readonly string[] | undefined;
}

/**
 * What may be struck: the services that others call, for at the front door no policy helps (where nobody calls
 * anybody, it is all there is), unless the scenario names others; the regions where they stand, and the ways between
 * regions. Arms may change the services: what is struck is there in all `variants`, so that all meet the same.
 */
export function groundOf(source: GroundSource, variants: readonly Services[] = []): Ground {
  const { services, regions, traffic, chaos = {} } = source;
  const all = [services, ...variants];
  const front = traffic.to ?? Object.keys(services)[0]!;
  const reached = reachedFrom(services, front).filter((name) =>
    all.every((one) => Object.hasOwn(one, name)),
  );
  const called = reached.length === 1 ? reached : reached.filter((name) => name !== front);
  const struck =
    chaos.services === undefined
      ? called
      : reached.filter((name) => chaos.services!.includes(name));
  const isChosen = (region: string): boolean => chaos.regions?.includes(region) ?? true;
  const blocksOf = (name: string): ServiceBlock[] => all.map((one) => one[name]!);
  const classes = Object.keys(traffic.classes ?? {});
  const delays = regions?.delays ?? {};
  const names = regionNames(delays);
  const standing = (region: string): string[] =>
    struck.filter((name) => blocksOf(name).every((one) => one.regions.includes(region)));
  return {
    services: struck.map((name) => serviceOf(name, blocksOf(name), classes, isChosen)),
    regions: names
      .map((name) => ({ name, services: standing(name) }))
      .filter((one) => isChosen(one.name) && one.services.length > 0),
    ways: names.flatMap((from, place) =>
      names.slice(place + 1).flatMap((to) => {
        const delayMs = delayBetween(delays, from, to);
        const isMeant = delayMs !== undefined && (isChosen(from) || isChosen(to));
        return isMeant ? [{ from, to, delayMs }] : [];
      }),
    ),
    sharers: reached
      .filter((name) => chaos.services?.includes(name) ?? true)
      .flatMap((name) => sharerOf(name, blocksOf(name))),
  };
}

function serviceOf(
  name: string,
  blocks: readonly ServiceBlock[],
  classes: readonly string[],
  isChosen: (region: string) => boolean,
): GroundService {
  const [{ regions, failureRate, network, classes: own = {} }] = blocks as [ServiceBlock];
  const everywhere = regions.filter((region) =>
    blocks.every((one) => one.regions.includes(region)),
  );
  return {
    name,
    instances: Math.min(...blocks.map(instancesOf)),
    regions: regions.length < 2 ? [] : everywhere.filter(isChosen),
    classes: classes.length < 2 ? [] : classes,
    works: blocks.every(({ latency }) => latency !== undefined),
    failureRate,
    failureRateOf: Object.fromEntries(
      Object.entries(own).flatMap(([of, work]) =>
        work.failureRate === undefined ? [] : [[of, work.failureRate]],
      ),
    ),
    networkMs: usualMs(network?.mean ?? 0),
  };
}

/** One that shares by a store in every variant, or by nodes; of these as many as there are in all. */
function sharerOf(name: string, blocks: readonly ServiceBlock[]): Sharer[] {
  const shared = blocks.map((block) => sharingsOf(name, block));
  if (shared.every((one) => one.some(({ kind }) => kind === 'store'))) return [{ name, nodes: 0 }];
  const nodes = shared.map((one) =>
    Math.max(0, ...one.map((sharing) => (sharing.kind === 'consensus' ? sharing.nodes : 0))),
  );
  return nodes.includes(0) ? [] : [{ name, nodes: Math.min(...nodes) }];
}

function sharingsOf(name: string, { calls }: ServiceBlock) {
  return linksOf(name, calls)
    .flatMap(({ pipeline }) => pipeline)
    .flatMap((policy) => (policy.policy === 'breaker' ? (policy.settings.sharing ?? []) : []));
}

/** To the microsecond; a mean without end is none to go by. */
export function usualMs(meanMs: number): number {
  return Number.isFinite(meanMs) ? Math.round(meanMs * 1000) / 1000 : 0;
}
