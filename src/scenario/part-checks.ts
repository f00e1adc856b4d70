import type { SettingPath } from '../kernel/settings.ts';
import type { ServiceBlock, Services } from '../model/topology/services-settings.ts';
import type { Pipeline, PipelineBreakerSettings } from '../resilience/pipeline.ts';
import type { Finding } from './problem.ts';

/** What each instance of a fleet that talks remembers of all the others: more is more than a machine has. */
const MOST_RUMOURS = 50_000_000;

/** A pipeline of a service, with its place in the file and the service that it leads to. */
interface Way {
  readonly path: SettingPath;
  readonly to: string;
  readonly pipeline: Pipeline;
}

/** Parts of a service that a script or a breaker means and that there are not. */
export function partChecks(
  services: Services,
  name: string,
  service: ServiceBlock,
  ways: readonly Way[],
): Finding[] {
  const shared = ways.flatMap((way) => sharedIn(way));
  return [
    ...instanceSense(name, service),
    ...outageSense(name, service, shared),
    ...shared.flatMap((one) => sharingSense(services, service, one)),
  ];
}

function instanceSense(name: string, { script, instances }: ServiceBlock): Finding[] {
  return script.flatMap((entry, index): Finding[] => {
    const path = ['services', name, 'script', index];
    if (entry.instance === undefined) return [];
    if (entry.instances !== undefined) {
      const expected = 'either one "instance" or a share of the "instances"';
      return [{ path, fault: 'value', found: 'an entry with both', expected }];
    }
    if (entry.instance <= instances) return [];
    const expected =
      instances === 1
        ? 'no number of an instance: the service has one'
        : `an instance from 1 to ${instances}`;
    return [{ path: [...path, 'instance'], fault: 'value', expected }];
  });
}

/** A breaker whose circuits are shared in some way. */
interface Shared {
  readonly path: SettingPath;
  readonly to: string;
  readonly breaker: PipelineBreakerSettings;
  readonly sharing: NonNullable<PipelineBreakerSettings['sharing']>;
}

function sharedIn({ path, to, pipeline }: Way): Shared[] {
  return pipeline.flatMap((policy, place): Shared[] => {
    if (policy.policy !== 'breaker' || policy.settings.sharing === undefined) return [];
    const { sharing } = policy.settings;
    const at = [...path, 'pipeline', place, 'breaker', 'sharing'];
    return [{ path: at, to, breaker: policy.settings, sharing }];
  });
}

/** What strikes a store, or nodes, needs some. */
function outageSense(name: string, { script }: ServiceBlock, shared: readonly Shared[]): Finding[] {
  const needs = { store: 'store', nodesDown: 'consensus' } as const;
  return script.flatMap((entry, index) =>
    (['store', 'nodesDown'] as const).flatMap((key): Finding[] => {
      if (entry[key] === undefined) return [];
      if (shared.some(({ sharing }) => sharing.kind === needs[key])) return [];
      const path = ['services', name, 'script', index, key];
      const expected = `a breaker with sharing of kind ${needs[key]} in a pipeline of this service`;
      return [{ path, fault: 'value', expected }];
    }),
  );
}

function sharingSense(
  services: Services,
  { instances }: ServiceBlock,
  { path, to, breaker, sharing }: Shared,
): Finding[] {
  if (breaker.scope !== 'service') {
    const found = 'circuits that nobody shares';
    const expected = '"scope: service" beside it';
    return [{ path, fault: 'value', found, expected }];
  }
  const circuits = breaker.before === 'instance' ? (services[to]?.instances ?? 1) : 1;
  if (sharing.kind !== 'gossip' || instances * instances * circuits <= MOST_RUMOURS) return [];
  const found = `gossip of ${instances} instances about ${circuits} circuits each`;
  return [{ path, fault: 'value', found, expected: 'fewer of them, or a store' }];
}
