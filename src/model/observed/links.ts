import type { Graph, LinkNode } from '../topology/graph.ts';

/** A link of a graph, and the place of the service where it begins. */
export interface PlacedLink {
  readonly from: number;
  readonly node: LinkNode;
  /** Whether it is the way to a backup, within the pipeline of another. */
  readonly isBackup: boolean;
}

/** All links of a graph without routes, a link before those to its backups: by this order they are known. */
export function linksOf({ services }: Graph): PlacedLink[] {
  return services.flatMap(({ calls }, from) =>
    calls.flatMap((call) => {
      if ('route' in call) return [];
      const backups = [...call.backups.values()].map((node) => ({ from, node, isBackup: true }));
      return [{ from, node: call, isBackup: false }, ...backups];
    }),
  );
}
