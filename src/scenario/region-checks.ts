import { nearestName, type SettingPath } from '../kernel/settings.ts';
import {
  delayBetween,
  type RegionDelays,
  type RegionsSettings,
  regionNames,
  type WayEntry,
} from '../model/topology/geography.ts';
import type { Services } from '../model/topology/services-settings.ts';
import type { Pipeline } from '../resilience/pipeline.ts';
import type { Finding } from './problem.ts';

interface GraphFile {
  readonly services: Services;
  readonly regions?: RegionsSettings | undefined;
  readonly traffic: {
    readonly to?: string | undefined;
    readonly regions?: Readonly<Record<string, number>> | undefined;
  };
}

/** A pipeline with its place in the file, and the services at both its ends. */
interface Way {
  readonly path: SettingPath;
  readonly from: string;
  readonly to: string;
  readonly pipeline: Pipeline;
}

/** Regions that there are not, ways between them of unknown length, and circuits for what stands nowhere. */
export function regionChecks(file: GraphFile, ways: readonly Way[]): Finding[] {
  const { services, regions: { delays, script } = NOWHERE } = file;
  return [
    ...namedIn(file),
    ...saidTwice(delays),
    ...script.flatMap((entry, place) => wayOfScript(entry, ['regions', 'script', place], delays)),
    ...Object.entries(services).flatMap(([name, service]) =>
      service.script.flatMap(({ region }, index) =>
        region === undefined
          ? []
          : unknown(
              ['services', name, 'script', index, 'region'],
              region,
              service.regions,
              '"regions" where the service stands',
            ),
      ),
    ),
    ...distances(file, ways),
    ...ways.flatMap((way) => circuitSense(services, way)),
  ];
}

const NOWHERE: RegionsSettings = { delays: {}, script: [] };

/** An entry of the script between two regions that there is a way between. */
function wayOfScript(entry: WayEntry, path: SettingPath, delays: RegionDelays): Finding[] {
  const { from, to } = entry;
  const known = regionNames(delays);
  const named = [
    ...unknown([...path, 'from'], from, known),
    ...unknown([...path, 'to'], to, known),
  ];
  if (named.length > 0) return named;
  if (from === to) {
    return [{ path: [...path, 'to'], fault: 'value', expected: `another region than ${from}` }];
  }
  if (delayBetween(delays, from, to) === undefined) {
    const found = `a way whose delay nobody says: ${from} to ${to}`;
    const expected = `the delay between ${from} and ${to} in "regions"`;
    return [{ path, fault: 'value', found, expected }];
  }
  return [];
}

function namedIn({ services, regions = NOWHERE, traffic }: GraphFile): Finding[] {
  const known = regionNames(regions.delays);
  const ofTraffic = Object.keys(traffic.regions ?? {}).flatMap((name) =>
    unknown(['traffic', 'regions', name], name, known),
  );
  const ofServices = Object.entries(services).flatMap(([service, block]) =>
    block.regions.flatMap((name, place): Finding[] => {
      const path = ['services', service, 'regions', place];
      if (block.regions.indexOf(name) === place) return unknown(path, name, known);
      return [{ path, fault: 'value', expected: 'each region once' }];
    }),
  );
  return [...ofTraffic, ...ofServices];
}

function unknown(
  path: SettingPath,
  name: string,
  known: readonly string[],
  elsewhere = '"regions" of the scenario, with their delays',
): Finding[] {
  if (known.includes(name)) return [];
  const expected = known.length === 0 ? elsewhere : `one of ${known.join(', ')}`;
  const found = `the region "${name}"`;
  return [{ path, fault: 'value', found, expected, suggestion: nearestName(name, known) }];
}

function saidTwice(regions: RegionDelays): Finding[] {
  return Object.entries(regions).flatMap(([one, delays]) =>
    Object.keys(delays).flatMap((other): Finding[] => {
      const isSecond = one === other || (regions[other]?.[one] !== undefined && other < one);
      const expected =
        one === other ? 'delays to other regions' : `one delay between ${one} and ${other}`;
      return isSecond ? [{ path: ['regions', one, other], fault: 'value', expected }] : [];
    }),
  );
}

/** Of regions that requests go between somebody must say how far they are apart. */
function distances(
  { services, regions: { delays: regions } = NOWHERE, traffic }: GraphFile,
  ways: readonly Way[],
): Finding[] {
  const known = regionNames(regions);
  const front = traffic.to ?? Object.keys(services)[0]!;
  const pairs = [
    { from: Object.keys(traffic.regions ?? {}), to: services[front]?.regions ?? [] },
    ...ways.map(({ from, to }) => ({
      from: services[from]!.regions,
      to: services[to]?.regions ?? [],
    })),
  ].flatMap(({ from, to }) => from.flatMap((one) => to.map((other) => [one, other].sort())));
  const unsaid = pairs
    .filter((pair) => pair.every((name) => known.includes(name)))
    .filter(([one, other]) => delayBetween(regions, one!, other!) === undefined)
    .map((pair) => pair.join(' and '));
  return [...new Set(unsaid)].map((pair) => {
    const expected = `the delay between ${pair}, which requests go between`;
    return {
      path: ['regions'],
      fault: 'value',
      found: 'regions not all of whose ways are known',
      expected,
    };
  });
}

function circuitSense(services: Services, { path, from, to, pipeline }: Way): Finding[] {
  return pipeline.flatMap((policy, place): Finding[] => {
    if (policy.policy !== 'breaker') return [];
    const { scope, before } = policy.settings;
    const at = (key: string): SettingPath => [...path, 'pipeline', place, 'breaker', key];
    const lacks = (name: string): boolean => services[name]?.regions.length === 0;
    const expected = (name: string): string => `"regions" of the service ${name} beside it`;
    return [
      ...(scope === 'region' && lacks(from)
        ? [{ path: at('scope'), fault: 'value' as const, expected: expected(from) }]
        : []),
      ...(before === 'region' && lacks(to)
        ? [{ path: at('before'), fault: 'value' as const, expected: expected(to) }]
        : []),
    ];
  });
}
