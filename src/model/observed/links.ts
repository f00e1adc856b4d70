import type { CallNode, Graph, LinkNode } from '../topology/graph.ts';

/** A link of a graph, and the place of the service where it begins. */
export interface PlacedLink {
  readonly from: number;
  readonly node: LinkNode;
  /** Whether it is the way to a backup, within the pipeline of another. */
  readonly isBackup: boolean;
}

/** All links of a graph, a link before those to its backups: by this order they are known. */
export function linksOf({ services }: Graph): PlacedLink[] {
  return services.flatMap(({ calls }, from) =>
    calls.flatMap(waysOf).flatMap((node) => withBackups(from, node, false)),
  );
}

/** The links among which a call chooses; of most the only one. */
export function waysOf(call: CallNode): readonly LinkNode[] {
  return 'route' in call ? call.ways.map(({ link }) => link) : [call];
}

function withBackups(from: number, node: LinkNode, isBackup: boolean): PlacedLink[] {
  const backups = [...node.backups.values()].flatMap((backup) => withBackups(from, backup, true));
  return [{ from, node, isBackup }, ...backups];
}
