import { delayBetween, type RegionsSettings } from '../model/topology/geography.ts';
import type { ServiceNode } from '../model/topology/graph.ts';
import type { ClassesSettings } from '../model/traffic/classes.ts';
import { changedMean, workUnder } from './describe-capacity.ts';
import type { Scenario } from './schema.ts';

/** What the load of services depends on besides the services. */
export interface Scene {
  /** The classes of orders; left out: all are alike. */
  readonly classes?: ClassesSettings | undefined;
  /** The delays between regions. */
  readonly regions?: RegionsSettings | undefined;
  /** The share of orders from each region. */
  readonly origins?: Readonly<Record<string, number>> | undefined;
}

export function sceneOf({ traffic, regions }: Pick<Scenario, 'traffic' | 'regions'>): Scene {
  return { classes: traffic.classes, regions, origins: traffic.regions };
}

type Entry = ServiceNode['settings']['script'][number];

/** The places of an instance, how long it works on a request, and how far it is, on the mean over the classes. */
export interface MeanWork {
  readonly capacity: number | undefined;
  readonly meanMs: number;
  /** One way. */
  readonly networkMs: number;
}

/** `entry`: of its script, in force. */
export function workOf({ settings }: ServiceNode, { classes }: Scene, entry?: Entry): MeanWork {
  const parts = classes === undefined ? [undefined] : Object.entries(classes);
  let [meanMs, networkMs] = [0, 0];
  for (const part of parts) {
    const [name, { share }] = part ?? ['', { share: 1 }];
    const isMeant = entry?.class === undefined || entry.class === name;
    const held = isMeant ? entry : undefined;
    // What a class leaves out is not there at all, so nothing of the whole is lost.
    const own = { ...settings, ...settings.classes?.[name] } as typeof settings;
    meanMs += share * workUnder(own, held).meanMs;
    networkMs += share * changedMean(settings.network?.mean ?? 0, held?.network);
  }
  const { capacity } = workUnder(settings, entry);
  return { capacity, meanMs, networkMs };
}

/** The share of the instances of a service in a region that an entry of its script happens to. */
export function shareStruck(
  { instances, regions }: Pick<ServiceNode, 'instances' | 'regions'>,
  region: number,
  { instance, instances: share, region: only }: Entry,
): number {
  if (only !== undefined && only !== regions[region]) return 0;
  if (share !== undefined) return Math.max(1, Math.round(share * instances)) / instances;
  if (instance === undefined) return 1;
  const inRegion = instances / Math.max(1, regions.length);
  return Math.floor((instance - 1) / inRegion) === region ? 1 / inRegion : 0;
}

/** The nearest of some regions: its place among them, and how far it is, in ms one way. Nowhere in particular is near. */
export function nearest(
  { regions }: Scene,
  from: string | undefined,
  to: readonly string[],
): { readonly place: number; readonly ms: number } {
  const all = to.map((name, place) => {
    const ms = from === undefined ? 0 : (delayBetween(regions?.delays ?? {}, from, name) ?? 0);
    return { place, ms };
  });
  return all.reduce((best, one) => (one.ms < best.ms ? one : best), all[0] ?? { place: 0, ms: 0 });
}
