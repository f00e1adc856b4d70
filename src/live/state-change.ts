import { linksOf } from '../model/observed/links.ts';
import type { Seen } from '../model/observed/observation.ts';
import type { Graph } from '../model/topology/graph.ts';

type StateChange = Extract<Seen, { what: 'changed' }>;

/** A line of JSON for the log: which circuit changed, at `atEpochMs` ms since 1970, and what else is known of it. */
export function stateChangeLine(
  graph: Graph,
  { link, instance, from, to, reason }: StateChange,
  atEpochMs: number,
  more: Readonly<Record<string, string | number>> = {},
): string {
  const known = linksOf(graph)[link]!;
  const service = graph.services[known.from]!;
  return JSON.stringify({
    at: new Date(atEpochMs).toISOString(),
    event: 'stateChange',
    ...more,
    service: service.name,
    // As people count them; of a service that is one there is no need to.
    ...(service.instances > 1 && { instance: instance + 1 }),
    before: graph.services[known.node.to]!.name,
    from,
    to,
    reason,
  });
}
