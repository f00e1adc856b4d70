import type { Graph } from '../model/topology/graph.ts';

/** A process that ends, and when it is there again; Infinity: not within the run. */
export interface ScriptedCrash {
  /** The place of its service in the graph. */
  readonly service: number;
  readonly atMs: number;
  readonly backAtMs: number;
}

/** What the scripts of a graph want of crashes, in order of time. */
export function scriptedCrashes({ services }: Graph): ScriptedCrash[] {
  return services
    .flatMap(({ settings }, service) =>
      settings.script.flatMap((entry) =>
        entry.outage === 'crash'
          ? [
              {
                service,
                atMs: entry.at,
                backAtMs: entry.at + (entry.for ?? Number.POSITIVE_INFINITY),
              },
            ]
          : [],
      ),
    )
    .sort((one, other) => one.atMs - other.atMs);
}
