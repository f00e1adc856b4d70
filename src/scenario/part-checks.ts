import { nearestName, type SettingPath } from '../kernel/settings.ts';
import { instancesOf } from '../model/topology/compile.ts';
import type { ServiceBlock, Services } from '../model/topology/services-settings.ts';
import type { ClassesSettings } from '../model/traffic/classes.ts';
import type { Pipeline, PipelineBreakerSettings } from '../resilience/pipeline.ts';
import type { Finding } from './problem.ts';

/** What each instance of a fleet that talks remembers of all the others: more is more than a machine has. */
const MOST_RUMOURS = 50_000_000;

interface GraphFile {
  readonly services: Services;
  readonly traffic: { readonly classes?: ClassesSettings | undefined };
}

/** A pipeline of a service, with its place in the file and the service that it leads to. */
interface Way {
  readonly path: SettingPath;
  readonly to: string;
  readonly pipeline: Pipeline;
}

/** Parts of a service that a script or a breaker means and that there are not. */
export function partChecks(
  { services, traffic }: GraphFile,
  name: string,
  ways: readonly Way[],
): Finding[] {
  const service = services[name]!;
  const shared = ways.flatMap((way) => sharedIn(way));
  return [
    ...instanceSense(name, service),
    ...classSense(name, service, traffic.classes ?? {}),
    ...outageSense(name, service, shared),
    ...shared.flatMap((one) => sharingSense(services, service, one)),
    ...ways.flatMap((way) => columnSense(way, traffic.classes)),
  ];
}

function instanceSense(name: string, service: ServiceBlock): Finding[] {
  const { script } = service;
  const instances = instancesOf(service);
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

function classSense(
  name: string,
  { script, classes = {} }: ServiceBlock,
  known: ClassesSettings,
): Finding[] {
  const names = Object.keys(known);
  const unknown = (path: SettingPath, one: string): Finding[] => {
    if (names.includes(one)) return [];
    const expected = names.length === 0 ? '"classes" in the traffic' : `one of ${names.join(', ')}`;
    const suggestion = nearestName(one, names);
    return [{ path, fault: 'value', found: `the class "${one}"`, expected, suggestion }];
  };
  const inScript = script.flatMap((entry, index): Finding[] => {
    const path = ['services', name, 'script', index];
    if (entry.class === undefined) return [];
    const ofAll = (['capacity', 'queue'] as const).filter((key) => entry[key] !== undefined);
    return [
      ...unknown([...path, 'class'], entry.class),
      ...ofAll.map((key): Finding => {
        const expected = 'an entry without "class" for it: all classes share the places';
        return { path: [...path, key], fault: 'value', expected };
      }),
    ];
  });
  const own = Object.keys(classes).flatMap((one) =>
    unknown(['services', name, 'classes', one], one),
  );
  return [...own, ...inScript];
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
      const path = ['services', name, 'script', index, key];
      if (entry.region !== undefined) {
        const expected = 'an entry without "region" for it: it strikes all';
        return [{ path, fault: 'value', expected }];
      }
      if (shared.some(({ sharing }) => sharing.kind === needs[key])) return [];
      const expected = `a breaker with sharing of kind ${needs[key]} in a pipeline of this service`;
      return [{ path, fault: 'value', expected }];
    }),
  );
}

/** A circuit for each class needs classes. */
function columnSense({ path, pipeline }: Way, classes: ClassesSettings | undefined): Finding[] {
  if (classes !== undefined) return [];
  return pipeline.flatMap((policy, place): Finding[] => {
    if (policy.policy !== 'breaker' || policy.settings.before !== 'class') return [];
    const at = [...path, 'pipeline', place, 'breaker', 'before'];
    return [{ path: at, fault: 'value', expected: '"classes" in the traffic beside it' }];
  });
}

function sharingSense(
  services: Services,
  { instances: perRegion, regions }: ServiceBlock,
  { path, to, breaker, sharing }: Shared,
): Finding[] {
  if (breaker.scope === undefined || breaker.scope === 'instance') {
    const found = 'circuits that nobody shares';
    const expected = '"scope: service" or "scope: region" beside it';
    return [{ path, fault: 'value', found, expected }];
  }
  const { probe } = breaker;
  if ('others' in probe && probe.others === 'wait') {
    const found = 'a circuit whose probe others wait for';
    return [{ path, fault: 'value', found, expected: 'no sharing there, or others: blocked' }];
  }
  const instances = perRegion * (breaker.scope === 'region' ? 1 : Math.max(1, regions.length));
  const callee = services[to];
  const circuits = breaker.before === 'instance' && callee !== undefined ? instancesOf(callee) : 1;
  if (sharing.kind !== 'gossip' || instances * instances * circuits <= MOST_RUMOURS) return [];
  const found = `gossip of ${instances} instances about ${circuits} circuits each`;
  return [{ path, fault: 'value', found, expected: 'fewer of them, or a store' }];
}
