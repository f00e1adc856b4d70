import { createLuck } from '../model/luck.ts';
import { strikesInstance } from '../model/service/zones.ts';
import type { Graph, ServiceNode } from '../model/topology/graph.ts';

/** A process that ends, and when it is there again; Infinity: not within the run. */
export interface ScriptedCrash {
  /** The place of its service in the graph, and which of its instances it is. */
  readonly service: number;
  readonly instance: number;
  readonly atMs: number;
  readonly backAtMs: number;
}

/** What the scripts of a graph want of crashes, in order of time. */
export function scriptedCrashes({ services }: Graph, seed: number): ScriptedCrash[] {
  return services
    .flatMap((node, service) =>
      node.settings.script.flatMap((entry, place) => {
        if (entry.outage !== 'crash') return [];
        const atMs = entry.at;
        const backAtMs = atMs + (entry.for ?? Number.POSITIVE_INFINITY);
        return instancesOf(node)
          .filter((instance) =>
            strikesInstance(node, place, instance, createLuck(seed, node.luck).script),
          )
          .map((instance) => ({ service, instance, atMs, backAtMs }));
      }),
    )
    .sort((one, other) => one.atMs - other.atMs);
}

/** The instances of a service, from 0. */
export function instancesOf({ instances }: Pick<ServiceNode, 'instances'>): number[] {
  return Array.from({ length: instances }, (_, instance) => instance);
}
