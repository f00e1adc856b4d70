import { isBlock, nearestName, type SettingPath } from '../kernel/settings.ts';
import { graphPathOf } from '../model/metrics/paths.ts';
import { backupOf, compile, reachedFrom, targetsOf } from '../model/topology/compile.ts';
import type { CallSettings, Services } from '../model/topology/services-settings.ts';
import { nestedIn, type Pipeline } from '../resilience/pipeline.ts';
import { type Threshold, termsOf } from './claim.ts';
import type { Finding } from './problem.ts';

interface GraphFile {
  readonly services: Services;
  readonly traffic: { readonly to?: string | undefined };
}

/** A link as the file has it. */
export interface WrittenLink {
  readonly path: SettingPath;
  readonly to: string;
  readonly pipeline: Pipeline;
}

/** Every link of a service, with its place in the file; those to backups after the link that turns to them. */
export function linksOf(name: string, calls: readonly CallSettings[]): WrittenLink[] {
  return calls.flatMap((call, index): WrittenLink[] => {
    const path = ['services', name, 'calls', index];
    if (!('route' in call)) return withBackups({ path, to: call.to, pipeline: call.pipeline });
    return call.links.flatMap(({ to, pipeline }, way) =>
      withBackups({ path: [...path, 'links', way], to, pipeline }),
    );
  });
}

function withBackups(link: WrittenLink): WrittenLink[] {
  const nested = link.pipeline.flatMap((policy, place): WrittenLink[] => {
    const to = backupOf(policy);
    if (to === undefined) return [];
    const path = [...link.path, 'pipeline', place, 'fallback'];
    return withBackups({ path, to, pipeline: nestedIn(policy) });
  });
  return [link, ...nested];
}

/** Names that lead nowhere, services that call themselves by way of others, services that do nothing. */
export function graphChecks({ services, traffic }: GraphFile): Finding[] {
  const unknown = [
    ...named(services, ['traffic', 'to'], traffic.to ?? Object.keys(services)[0]!),
    ...Object.entries(services).flatMap(([name, { calls }]) =>
      linksOf(name, calls).flatMap((link) => linkNames(services, link)),
    ),
  ];
  const idle = Object.entries(services)
    .filter(([, { latency, calls }]) => latency === undefined && calls.length === 0)
    .map(([name]): Finding => {
      const expected = 'a latency for work of its own, or calls to other services';
      const found = 'a service that does nothing';
      return { path: ['services', name], fault: 'value', found, expected };
    });
  const findings = [...unknown, ...idle, ...circles(services)];
  return findings.length > 0 ? findings : deferrals(services, traffic);
}

/** Only where orders arrive can one be taken for later: further in somebody waits for an answer. */
function deferrals(services: Services, { to }: GraphFile['traffic']): Finding[] {
  const front = to ?? Object.keys(services)[0]!;
  const essential = compile(services, front).services.filter(({ calls }) =>
    calls.some(({ isEssential }) => isEssential),
  );
  return Object.entries(services)
    .filter(([name]) => name !== front && essential.some((service) => service.name === name))
    .flatMap(([name, { calls }]) => linksOf(name, calls))
    .flatMap(({ path, pipeline }) =>
      pipeline.flatMap((policy, place): Finding[] => {
        if (policy.policy !== 'fallback' || policy.settings.kind !== 'defer') return [];
        const expected = `another kind of fallback: only ${front}, where orders arrive, can take one for later`;
        return [
          { path: [...path, 'pipeline', place, 'fallback', 'kind'], fault: 'value', expected },
        ];
      }),
    );
}

function named(services: Services, path: SettingPath, name: string): Finding[] {
  if (Object.hasOwn(services, name)) return [];
  const names = Object.keys(services);
  const expected = `one of ${names.join(', ')}`;
  return [{ path, fault: 'value', expected, suggestion: nearestName(name, names) }];
}

function linkNames(services: Services, { path, to, pipeline }: WrittenLink): Finding[] {
  const backups = pipeline.flatMap((policy, place): Finding[] => {
    if (policy.policy !== 'fallback' || policy.settings.kind !== 'backup') return [];
    if (backupOf(policy) !== undefined) return [];
    const expected = 'the service to turn to: { kind: backup, to: … }';
    const kind = [...path, 'pipeline', place, 'fallback', 'kind'];
    return [{ path: kind, fault: 'value', expected }];
  });
  return [...named(services, [...path, 'to'], to), ...backups];
}

/** One finding for each service at which a circle closes that begins at the first of its services. */
function circles(services: Services): Finding[] {
  const done = new Set<string>();
  const findings: Finding[] = [];
  const visit = (name: string, above: readonly string[]): void => {
    const from = above.indexOf(name);
    if (from >= 0) {
      const circle = [...above.slice(from), name];
      const found = `services that call themselves: ${circle.join(' -> ')}`;
      const expected = 'calls that come to an end: a request would go round for ever';
      findings.push({
        path: ['services', above.at(-1)!, 'calls'],
        fault: 'value',
        found,
        expected,
      });
      return;
    }
    if (done.has(name)) return;
    const calls = services[name]?.calls ?? [];
    for (const to of new Set(calls.flatMap(targetsOf))) visit(to, [...above, name]);
    done.add(name);
  };
  for (const name of Object.keys(services)) visit(name, []);
  return findings;
}

/** The services that a threshold names, each one of `services` as the file has them. */
export function unknownServices(
  path: SettingPath,
  { comparison }: Threshold,
  services: unknown,
): Finding[] {
  const known = isBlock(services) ? Object.keys(services) : [];
  const named = termsOf(comparison).flatMap(({ metric }) => graphPathOf(metric)?.services ?? []);
  return named
    .filter((name) => !known.includes(name))
    .map((name) => ({
      path,
      fault: 'value',
      found: `the service "${name}"`,
      expected: known.length === 0 ? 'services in the scenario' : `one of ${known.join(', ')}`,
      suggestion: nearestName(name, known),
    }));
}

/** Services that no request ever comes to, in a sentence; empty where there is none. */
export function uncalledSentence({ services, traffic }: GraphFile): string {
  const names = Object.keys(services);
  const reached = reachedFrom(services, traffic.to ?? names[0]!);
  const uncalled = names.filter((name) => !reached.includes(name));
  if (uncalled.length === 0) return '';
  const all = uncalled.join(', ');
  return uncalled.length === 1
    ? `Nobody calls the service ${all}: no request ever comes to it.`
    : `Nobody calls the services ${all}: no request ever comes to them.`;
}
