import { durationText } from '../kernel/quantity-text.ts';
import { isBlock, type SettingPath } from '../kernel/settings.ts';
import { changesIn } from '../model/service/service-script.ts';
import { wayChangesIn } from '../model/topology/geography.ts';
import { nestedIn, type Pipeline, type Policy } from '../resilience/pipeline.ts';
import { chaosSense, graphChaosSense } from './chaos/sense.ts';
import { graphChecks, linksOf } from './graph-checks.ts';
import { type DecodedFile, type DecodedGraph, isDecodedGraph } from './graph-schema.ts';
import { partChecks } from './part-checks.ts';
import type { Finding } from './problem.ts';
import { regionChecks } from './region-checks.ts';
import type { Decoded } from './schema.ts';

/**
 * Mistakes that no single setting shows: settings each fine by itself that make no sense together.
 * `written` is the scenario before decoding, which tells a default from a wish.
 */
export function crossChecks(
  scenario: DecodedFile,
  written: unknown,
  durationFromFile: boolean,
): Finding[] {
  if (isDecodedGraph(scenario)) return graphSense(scenario, written, durationFromFile);
  return [
    ...scriptSense(
      ['paymentService'],
      scenario.paymentService.script,
      OF_SERVICE,
      scenario.duration,
      durationFromFile,
    ),
    ...breakerSense(['orderService'], scenario.orderService.pipeline, written),
    ...fallbackSense(scenario),
    ...closedLoopSense(scenario),
    ...economicsSense(scenario),
    ...chaosSense(scenario, durationFromFile),
  ];
}

const OF_SERVICE = { changesIn, examples: 'failureRate, latency, capacity, outage, …' };
const OF_WAY = { changesIn: wayChangesIn, examples: 'delay, outage' };

/** A run that an option cuts short of its script is a wish; a file whose script starts too late is a slip. */
function scriptSense<Entry extends { readonly at: number }>(
  holder: SettingPath,
  script: readonly Entry[],
  { changesIn, examples }: { changesIn: (entry: Entry) => object; examples: string },
  duration: number,
  durationFromFile: boolean,
): Finding[] {
  return script.flatMap((entry, index): Finding[] => {
    const path = [...holder, 'script', index];
    const { at } = entry;
    const findings: Finding[] = [];
    if (durationFromFile && at >= duration) {
      const expected = `an instant before the end of the run at ${durationText(duration)}`;
      findings.push({ path: [...path, 'at'], fault: 'value', expected });
    }
    if (Object.keys(changesIn(entry)).length === 0) {
      const expected = `something for it to change: ${examples}`;
      findings.push({ path, fault: 'value', found: 'an entry that changes nothing', expected });
    }
    return findings;
  });
}

function breakerSense(holder: SettingPath, pipeline: Pipeline, written: unknown): Finding[] {
  return pipeline.flatMap((policy, index): Finding[] => {
    if (policy.policy !== 'breaker') return [];
    const { trip } = policy.settings;
    if (!('minimumCalls' in trip) || !('calls' in trip.window)) return [];
    const path = [...holder, 'pipeline', index, 'breaker', 'trip', 'minimumCalls'];
    if (trip.minimumCalls <= trip.window.calls || lookUp(written, path) === undefined) return [];
    const expected = `at most ${trip.window.calls}, the calls of the window: it would never trip`;
    return [{ path, fault: 'value', expected }];
  });
}

/** A backup that nobody turns to is no mistake: `--set` may take the fallback out. */
function fallbackSense({ orderService, backupService }: Decoded): Finding[] {
  const places = (kind: string): SettingPath[] =>
    orderService.pipeline.flatMap((policy, index) =>
      policy.policy === 'fallback' && policy.settings.kind === kind
        ? [['orderService', 'pipeline', index, 'fallback', 'kind']]
        : [],
    );
  const faults = (paths: readonly SettingPath[], expected: string): Finding[] =>
    paths.map((path) => ({ path, fault: 'value', expected }));
  const guarded = orderService.pipeline.flatMap((policy, index): SettingPath[] =>
    nestedIn(policy).length === 0
      ? []
      : [['orderService', 'pipeline', index, 'fallback', 'pipeline']],
  );
  return [
    ...faults(guarded, 'no pipeline here: only in a scenario of `services` has a backup one'),
    ...(backupService === undefined
      ? faults(
          places('backup'),
          'a backupService in the scenario for it to turn to, or another kind of fallback',
        )
      : []),
  ];
}

/** A graph: its names and ways, and in every service and on every link what is asked of the short form. */
function graphSense(graph: DecodedGraph, written: unknown, durationFromFile: boolean): Finding[] {
  const inServices = Object.entries(graph.services).flatMap(([name, service]) => [
    ...scriptSense(
      ['services', name],
      service.script,
      OF_SERVICE,
      graph.duration,
      durationFromFile,
    ),
    ...partChecks(graph, name, linksOf(name, service.calls)),
    ...linksOf(name, service.calls).flatMap(({ path, pipeline }) =>
      breakerSense(path, pipeline, written),
    ),
  ]);
  const ways = Object.entries(graph.services).flatMap(([from, { calls }]) =>
    linksOf(from, calls).map((link) => ({ ...link, from })),
  );
  const onWays = graph.regions?.script ?? [];
  return [
    ...graphChecks(graph),
    ...regionChecks(graph, ways),
    ...inServices,
    ...scriptSense(['regions'], onWays, OF_WAY, graph.duration, durationFromFile),
    ...endlessSense(graph),
    ...chaosOf(graph, durationFromFile),
  ];
}

/** What incidents may strike is known once every name is. */
function chaosOf(graph: DecodedGraph, durationFromFile: boolean): Finding[] {
  return graphChecks(graph).length > 0 ? [] : graphChaosSense(graph, durationFromFile);
}

/** In a graph something may always end a request in no time. */
function endlessSense({ traffic }: DecodedGraph): Finding[] {
  const isEndless = traffic.arrivals === 'closed' && traffic.orders === undefined;
  return isEndless && traffic.think.mean === 0 ? [ENDLESS_CLIENTS] : [];
}

const ENDLESS_CLIENTS: Finding = {
  path: ['traffic', 'arrivals'],
  fault: 'value',
  found: 'clients that may be refused at once and order again at once, without end',
  expected: 'a number of orders in all ("orders"), or a "think" time above 0',
};

/** Clients that are refused in no time and never think would order without end at one instant. */
function closedLoopSense(scenario: Decoded): Finding[] {
  const { traffic } = scenario;
  if (traffic.arrivals !== 'closed' || traffic.orders !== undefined) return [];
  if (traffic.think.mean > 0 || !canEndInNoTime(scenario)) return [];
  return [ENDLESS_CLIENTS];
}

/** Without prices there is nothing that these paths could lead to. */
function economicsSense({ economics, thresholds }: Decoded): Finding[] {
  if (economics !== undefined) return [];
  return thresholds.flatMap((text, index): Finding[] => {
    const metric = /\beconomics\.\w+/.exec(text)?.[0];
    if (metric === undefined) return [];
    const expected = `an "economics" block in the scenario, whose prices ${metric} is told by`;
    return [{ path: ['thresholds', index], fault: 'value', expected }];
  });
}

/** Whether a policy may end an order without a call. */
function endsAtOnce(one: Policy): boolean {
  switch (one.policy) {
    case 'retry':
    case 'timeout':
      return false;
    case 'fallback':
      return one.settings.kind === 'degraded';
    default:
      return true;
  }
}

function canEndInNoTime({ orderService, paymentService }: Decoded): boolean {
  const { network, queue, latency, errorLatency, script } = paymentService;
  const canBeRefused =
    queue !== undefined || script.some(({ outage, queue: limit }) => outage ?? limit);
  const takesNoTime = latency.mean === 0 || errorLatency?.mean === 0;
  return (
    orderService.pipeline.some(endsAtOnce) ||
    orderService.backlog !== undefined ||
    (network === undefined && (canBeRefused || takesNoTime))
  );
}

/** What a scenario says at a path; undefined where it says nothing. */
export function lookUp(document: unknown, path: SettingPath): unknown {
  return path.reduce<unknown>((here, step) => {
    if (Array.isArray(here)) return here[Number(step)];
    return isBlock(here) && Object.hasOwn(here, step) ? here[step] : undefined;
  }, document);
}
