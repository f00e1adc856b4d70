import { nestedIn, type Pipeline, type Policy, withNested } from '../../resilience/pipeline.ts';
import { compile } from './compile.ts';
import type { RegionsSettings } from './geography.ts';
import type { Graph } from './graph.ts';
import type { Services } from './services-settings.ts';
import { type ShortForm, shortGraph } from './short-form.ts';

/**
 * Where a scenario says what services there are: as a graph, or in the short form. Beside a graph the
 * OrderService stands for the front service, and its pipeline for those of all links: the policies that take
 * part.
 */
export interface GraphSource extends ShortForm {
  readonly services?: Services | undefined;
  /** The ways between regions. */
  readonly regions?: RegionsSettings | undefined;
  readonly traffic: { readonly to?: string | undefined };
}

/** The services of a scenario and the links between them. */
export function graphOf(source: GraphSource): Graph {
  const { services, traffic } = source;
  if (services === undefined) return shortGraph(source);
  const front = traffic.to ?? Object.keys(services)[0]!;
  return compile(keeping(services, source.orderService.pipeline), front);
}

/** Those of a pipeline that are kept, and in the same way those of the ways to its backups. */
function thoseIn(kept: Pipeline, pipeline: Pipeline): Policy[] {
  return pipeline
    .filter((policy) => kept.includes(policy))
    .map((policy) => withNested(policy, thoseIn(kept, nestedIn(policy))));
}

/** The services with those policies only that an arm keeps. */
function keeping(services: Services, kept: Pipeline): Services {
  const keptOf = <Link extends { readonly pipeline: Pipeline }>(link: Link): Link => ({
    ...link,
    pipeline: thoseIn(kept, link.pipeline),
  });
  return Object.fromEntries(
    Object.entries(services).map(([name, service]) => [
      name,
      {
        ...service,
        calls: service.calls.map((call) =>
          'route' in call ? { ...call, links: call.links.map(keptOf) } : keptOf(call),
        ),
      },
    ]),
  );
}
