import { linksOf, type PlacedLink } from '../model/observed/links.ts';
import type { Graph, ServiceNode } from '../model/topology/graph.ts';

/** Each instance is a process, and each process takes some 60 MB. */
const MOST_PROCESSES = 64;

/**
 * What real services cannot be: a sentence each, with what to do instead; nothing where they can run.
 * `hasStore`: whether there is a Redis for circuits that are shared by a store.
 */
export function refusalsOf(graph: Graph, hasStore: boolean): string[] {
  const { services } = graph;
  const processes = services.reduce((sum, { instances }) => sum + instances, 0);
  const faults = [
    ...(processes > MOST_PROCESSES
      ? [
          `there are ${processes} instances, a process each, and ${MOST_PROCESSES} are the most (fewer would do: --set services.NAME.instances=N)`,
        ]
      : []),
    ...services.flatMap(faultsOf),
    ...linksOf(graph).flatMap((link) => faultsOfLink(services, link, hasStore)),
  ];
  return [...new Set(faults)];
}

function faultsOf({ name, instances, charges, settings }: ServiceNode): string[] {
  if (!charges || !settings.idempotencyKeys || instances === 1) return [];
  return [
    `${name} has idempotency keys and ${instances} instances, each of which would have keys of its own (one instance would do)`,
  ];
}

function faultsOfLink(
  services: readonly ServiceNode[],
  { from, node }: PlacedLink,
  hasStore: boolean,
): string[] {
  const caller = services[from]!;
  const link = `the breaker from ${caller.name} to ${services[node.to]!.name}`;
  return node.pipeline.flatMap((one) => {
    if (one.policy !== 'breaker') return [];
    const { scope = 'instance', sharing } = one.settings;
    const sharers = scope === 'region' ? caller.regions.length : 1;
    if (scope === 'instance' || sharers === caller.instances) return [];
    if (sharing?.kind === 'store') {
      return hasStore ? [] : [`${link} is shared by a store (say which: --redis URL)`];
    }
    const how = sharing === undefined ? 'all know of it at once' : `share it by ${sharing.kind}`;
    return [
      `${link} is one circuit, and those who go by it ${how} (processes share by a store: "sharing: { kind: store }" and --redis URL)`,
    ];
  });
}
