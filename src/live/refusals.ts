import { linksOf } from '../model/observed/links.ts';
import type { Graph, ServiceNode } from '../model/topology/graph.ts';
import type { Scenario } from '../scenario/schema.ts';

/** What real services cannot be: a sentence each; nothing where the scenario can run on them. */
export function refusalsOf({ traffic }: Scenario, graph: Graph): string[] {
  const { classes, regions } = traffic as { classes?: object; regions?: object };
  const faults = [
    ...(classes === undefined ? [] : ['orders are of classes']),
    ...(regions === undefined ? [] : ['orders come from regions']),
    ...graph.services.flatMap(faultsOf),
    ...linksOf(graph).flatMap(({ node }) =>
      node.pipeline.flatMap((one) =>
        one.policy === 'breaker' && one.settings.sharing !== undefined
          ? [`a breaker before ${graph.services[node.to]!.name} is shared`]
          : [],
      ),
    ),
    ...sharedTargets(graph),
  ];
  return [...new Set(faults)];
}

function faultsOf({ name, instances, regions, calls, outlierDetection, settings }: ServiceNode) {
  const isPartial = settings.script.some((entry) =>
    ['instance', 'instances', 'region', 'class'].some(
      (key) => (entry as unknown as Record<string, unknown>)[key] !== undefined,
    ),
  );
  return [
    ...(instances > 1 ? [`${name} has ${instances} instances`] : []),
    ...(regions.length > 0 ? [`${name} stands in regions`] : []),
    ...(calls.some((call) => 'route' in call) ? [`${name} chooses among routes`] : []),
    ...(outlierDetection === undefined ? [] : [`${name} has outlier detection`]),
    ...(isPartial ? [`the script of ${name} strikes a part of it only`] : []),
  ];
}

/** Two who call one service would count the calls of an order apart, and draw the same luck twice. */
function sharedTargets(graph: Graph): string[] {
  const links = linksOf(graph);
  return graph.services.flatMap(({ name }, place) => {
    const callers = links.filter(({ node }) => node.to === place).length;
    return callers > 1 ? [`${name} is called over ${callers} links`] : [];
  });
}
