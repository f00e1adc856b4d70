import { decimal, durationText, shareText } from '../kernel/quantity-text.ts';
import { decode } from '../kernel/settings.ts';
import type { CallNode, Graph, LinkNode, ServiceNode } from '../model/topology/graph.ts';
import { graphOf } from '../model/topology/graph-of.ts';
import { type ServiceBlock, serviceSettings } from '../model/topology/services-settings.ts';
import { pipelineLines } from './describe-pipeline.ts';
import { changeWords, entryTimes } from './describe-script.ts';
import { graphLoads, type ServiceLoad, waysOf } from './graph-load.ts';
import type { Scenario } from './schema.ts';
import type { AnySchema } from './schema-walk.ts';
import type { Branch } from './tree.ts';
import { inWords, settingOf, spaced } from './words.ts';

/** A service in words: what it is, what comes to it, what its script does to it. */
interface ServiceWords {
  readonly name: string;
  /** Beside its name: what comes to it at the peak. */
  readonly load: string;
  readonly facts: readonly string[];
}

type GraphScenario = Pick<
  Scenario,
  'services' | 'traffic' | 'duration' | 'orderService' | 'paymentService'
>;

/** The services of a graph as a tree: who calls whom, by which pipeline. `peak` is in orders per second. */
export function serviceTree(scenario: GraphScenario, peak: number | undefined): Branch {
  const graph = graphOf(scenario);
  const words = serviceWords(scenario, graph, peak);
  const told = new Set<number>();
  const serviceBranch = (place: number, way: readonly string[]): Branch => {
    const { name, load, facts } = words[place]!;
    if (told.has(place)) return { lines: [`${name}: see above`, ...way], branches: [] };
    told.add(place);
    const { calls } = graph.services[place]!;
    return { lines: [name + load, ...facts, ...way], branches: calls.map(callBranch) };
  };
  const callBranch = (call: CallNode): Branch => {
    if (!('ways' in call)) return serviceBranch(call.to, wayLines(graph, call));
    const shares = waysOf(call);
    const branches = shares.map(({ link, share }) => {
      const portion = isByWeight(call) ? [`gets ${shareText(round(share))} of them`] : [];
      return serviceBranch(link.to, [...portion, ...wayLines(graph, link)]);
    });
    return { lines: [routeWords(call)], branches };
  };
  return serviceBranch(0, []);
}

/** The services and links of a graph in words, part by part. */
export function graphAccounts(
  scenario: GraphScenario,
  peak: number | undefined,
): { readonly label: string; readonly lines: readonly string[] }[] {
  const graph = graphOf(scenario);
  const words = serviceWords(scenario, graph, peak);
  return graph.services.map(({ calls }, place) => {
    const { name, load, facts } = words[place]!;
    const onward = calls.flatMap((call) => {
      const route = 'ways' in call ? [`${routeWords(call)}:`] : [];
      const ways = waysOf(call).flatMap(({ link }) => [
        `calls ${graph.services[link.to]!.name}`,
        ...wayLines(graph, link),
      ]);
      return [...route, ...ways];
    });
    const first = load === '' ? [] : [load.replace(/^: /, '')];
    return { label: name, lines: [...first, ...facts, ...onward] };
  });
}

function serviceWords(
  scenario: GraphScenario,
  graph: Graph,
  peak: number | undefined,
): ServiceWords[] {
  const loads = peak === undefined ? undefined : graphLoads(graph, peak);
  return graph.services.map((node, place) => {
    const block = scenario.services![node.name]!;
    const meanwhile = (entry: ServiceBlock['script'][number]): string =>
      peak === undefined || loads === undefined || entry.outage !== undefined
        ? ''
        : meanwhileWords(
            graph,
            place,
            loads,
            graphLoads(graph, peak, { service: node.name, entry }),
          );
    const script = block.script.map(
      (entry) =>
        `${entryTimes(entry, scenario.duration)}: ${changeWords(entry).join(', ')}${meanwhile(entry)}`,
    );
    const load = loads === undefined ? '' : `: ${loadWords(loads[place]!)}`;
    return {
      name: node.name,
      load,
      facts: [placesWords(node, block), ...ownWords(block), ...script],
    };
  });
}

/** `200 requests/s at the peak, 50% of the 400/s it can carry` */
function loadWords({ requestsPerSecond, carriedPerSecond }: ServiceLoad): string {
  if (requestsPerSecond === 0) return 'nothing comes to it while all is well';
  const requests = `${decimal(requestsPerSecond, 0)} requests/s at the peak`;
  if (carriedPerSecond === undefined) return requests;
  const carried = `${decimal(carriedPerSecond, 0)}/s`;
  return requestsPerSecond > carriedPerSecond
    ? `${requests}, MORE than the ${carried} it can carry`
    : `${requests}, ${shareText(round(requestsPerSecond / carriedPerSecond))} of the ${carried} it can carry`;
}

/** What the service can carry meanwhile, and who else then can carry less than comes. */
function meanwhileWords(
  { services }: Graph,
  struck: number,
  usual: readonly ServiceLoad[],
  then: readonly ServiceLoad[],
): string {
  const words = then.map(({ requestsPerSecond, carriedPerSecond }, place) => {
    if (carriedPerSecond === undefined || carriedPerSecond === usual[place]!.carriedPerSecond)
      return '';
    const isLess = requestsPerSecond > carriedPerSecond;
    if (place !== struck && !isLess) return '';
    const who = place === struck ? 'it' : services[place]!.name;
    return `; ${who} can then carry ${decimal(carriedPerSecond, 0)}/s${isLess ? ', less than comes' : ''}`;
  });
  return [words[struck], ...words.filter((_, place) => place !== struck)].join('');
}

/** No limit is said to be none. */
function placesWords({ instances, balance }: ServiceNode, block: ServiceBlock): string {
  const limit = (value: number | undefined) => (value === undefined ? 'no limit' : decimal(value));
  const each = block.capacity === undefined ? 'places: no limit' : counted(block.capacity, 'place');
  const fleet =
    instances === 1 ? each : `${decimal(instances)} instances, ${balance}, each with ${each}`;
  const queue = block.capacity === undefined ? '' : `, queue ${limit(block.queue)}`;
  const work =
    block.latency === undefined
      ? 'no work of its own'
      : `works ${inWords(settingOf(SCHEMA, {}, 'latency'), block.latency)}`;
  return `${fleet}${queue}; ${work}`;
}

function counted(number: number, what: string): string {
  return `${decimal(number)} ${what}${number === 1 ? '' : 's'}`;
}

const SCHEMA = serviceSettings as unknown as AnySchema;
const USUAL = decode(serviceSettings, {});
const TOLD_ELSEWHERE = [
  'instances',
  'balance',
  'capacity',
  'queue',
  'latency',
  'calls',
  'script',
  'regions',
  'classes',
];

/** What else sets it apart from a service of which nothing is said. */
function ownWords(block: ServiceBlock): string[] {
  const words = Object.entries(block).flatMap(([key, value]) => {
    const usual = USUAL[key as keyof ServiceBlock];
    const isEmpty = value === undefined || (Array.isArray(value) && value.length === 0);
    if (TOLD_ELSEWHERE.includes(key) || isEmpty || value === usual) return [];
    const told = inWords(settingOf(SCHEMA, {}, key), value);
    return [value === true ? spaced(key) : `${spaced(key)} ${told}`];
  });
  return [
    ...(block.regions.length === 0 ? [] : [`in each of ${block.regions.join(', ')}`]),
    ...(words.length === 0 ? [] : [words.join(', ')]),
    ...Object.entries(block.classes ?? {}).map(([name, own]) => `for ${name}: ${classWords(own)}`),
  ];
}

/** What differs for a class of orders. */
function classWords(own: object): string {
  return Object.entries(own)
    .flatMap(([key, value]) =>
      value === undefined ? [] : [`${spaced(key)} ${inWords(settingOf(SCHEMA, {}, key), value)}`],
    )
    .join(', ');
}

function wayLines(graph: Graph, { pipeline, backups }: LinkNode): string[] {
  const { services } = graph;
  if (pipeline.length === 0) return ['called with no policy'];
  const turned = [...backups.values()].flatMap((link) => {
    const words = `in need to ${services[link.to]!.name}`;
    if (link.pipeline.length === 0) return [words];
    return [words, ...wayLines(graph, link).map((line) => `  ${line}`)];
  });
  const lines = pipelineLines(pipeline);
  const policies =
    lines.length === 1
      ? [`called with ${lines[0]!.replace(/^1\. /, '')}`]
      : ['called with', ...lines.map((line) => `  ${line.replace(/^- /, '   - ')}`)];
  return [...policies, ...turned];
}

function isByWeight(call: CallNode): boolean {
  return 'route' in call && call.route.route === 'weighted';
}

function routeWords(call: Extract<CallNode, { readonly ways: unknown }>): string {
  const { route, links: _, ...settings } = call.route;
  const more = Object.entries(settings).map(
    ([key, value]) => `${spaced(key)} ${durationText(value)}`,
  );
  return [`one of these by ${route}`, ...more].join(', ');
}

function round(share: number): number {
  return Math.round(share * 100) / 100;
}
