import * as v from 'valibot';
import { decode, isBlock, type Mistake, SettingsError } from '../kernel/settings.ts';
import { type Traffic, trafficSettings } from '../model/traffic/index.ts';
import { armNames } from './arm-names.ts';
import { instantsOf, type Threshold } from './claim.ts';
import { parseThreshold } from './claim-parser.ts';
import { crossChecks, lookUp } from './cross-checks.ts';
import { readDocument } from './document.ts';
import { type ReadFile, read, resolveFiles } from './files.ts';
import { unknownServices } from './graph-checks.ts';
import { asShortForm, type DecodedFile, fileSchema, isDecodedGraph } from './graph-schema.ts';
import { Locator } from './locate.ts';
import { applyOverrides, type Override } from './overrides.ts';
import type { Finding, Problem } from './problem.ts';
import { ScenarioError } from './scenario-error.ts';
import type { Decoded, Scenario } from './schema.ts';
import { defaultTick } from './tick.ts';
import { readTrace } from './trace.ts';
import { warningsOf } from './warnings.ts';

/** A scenario file: the name that messages call it by, and its text. */
export interface ScenarioSource {
  readonly name: string;
  readonly text: string;
}

/**
 * Decodes a scenario: YAML, overrides, the files it names, every setting and what they mean together.
 * Throws ScenarioError, which holds every mistake that can be told at once.
 */
export function loadScenario(
  source: ScenarioSource,
  overrides: readonly Override[],
  readFile: ReadFile,
): Scenario {
  const document = readDocument(source.name, source.text);
  const overridden = applyOverrides(document.value, overrides, fileSchema);
  const resolved = resolveFiles(fileSchema, overridden.value, readFile);
  const locator = new Locator(document, overridden.applied, resolved.origins);
  const decoded = attempt(() => decode(fileSchema, resolved.value, { unitsNeeded: true }));
  const traffic = readTraffic(resolved.value, readFile);
  const arms = [...new Set([resolved.value, document.value].flatMap(armsIn))];
  const thresholds = readThresholds(resolved.value, arms);
  const durationFromFile = !overridden.applied.some(({ path }) => path[0] === 'duration');
  const sense =
    decoded.value === undefined ? [] : crossChecks(decoded.value, resolved.value, durationFromFile);

  const findings = [
    ...resolved.findings,
    ...decoded.findings,
    ...traffic.findings,
    ...thresholds.findings,
    ...sense,
  ];
  const problems = [
    ...document.problems,
    ...overridden.problems,
    ...locator.problems(findings),
    ...traffic.problems,
  ];
  if (problems.length > 0) throw new ScenarioError(inReadingOrder(problems, source.name));
  const scenario = wholeOf(decoded.value!);
  const read = {
    ...scenario,
    name: nameOf(source.name),
    tick: scenario.tick ?? defaultTick(scenario.duration),
    traffic: traffic.value!,
    thresholds: thresholds.value,
    overrides: overrides.map(({ option }) => option),
    instants: instantsOf(thresholds.value.map(({ comparison }) => comparison)),
  };
  return { ...read, warnings: warningsOf(read) };
}

/** The file's name without its folder and ending. */
export function nameOf(file: string): string {
  return file.replace(/^.*[\\/]/, '').replace(/\.(?:ya?ml|json)$/i, '');
}

function wholeOf(decoded: DecodedFile): Decoded & Pick<Scenario, 'services' | 'regions'> {
  return isDecodedGraph(decoded) ? asShortForm(decoded) : decoded;
}

interface Attempt<Value> {
  readonly value: Value | undefined;
  readonly findings: readonly Finding[];
}

function attempt(decodeAll: () => DecodedFile): Attempt<DecodedFile> {
  try {
    return { value: decodeAll(), findings: [] };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return { value: undefined, findings: error.mistakes.map(findingOf) };
  }
}

export function findingOf({ path, atKey, found, expected, suggestion }: Mistake): Finding {
  if (atKey) return { path, fault: 'key', found: found!, expected, suggestion };
  if (found === undefined) {
    return {
      path,
      fault: 'missing',
      found: `no ${JSON.stringify(path.at(-1))}`,
      expected,
      suggestion,
    };
  }
  return { path, fault: 'value', expected, suggestion };
}

interface TrafficRead extends Attempt<Traffic> {
  readonly problems: readonly Problem[];
}

/** Reads the traffic by itself, so that a bad trace is told of together with bad settings elsewhere. */
function readTraffic(document: unknown, readFile: ReadFile): TrafficRead {
  const written = v.safeParse(trafficSettings, lookUp(document, ['traffic']));
  // The settings' own mistakes come with those of the whole scenario.
  if (!written.success) return { value: undefined, findings: [], problems: [] };
  const traffic = written.output;
  if (traffic.arrivals !== 'trace') return { value: traffic, findings: [], problems: [] };
  const text = read(traffic.file, ['traffic', 'file'], readFile);
  if (typeof text !== 'string') return { value: undefined, findings: [text], problems: [] };
  const { file, time, timeUnit, amount, speed } = traffic;
  try {
    const recorded = readTrace(text, {
      file,
      time,
      timeUnit,
      amount: typeof amount === 'string' ? amount : null,
      speed,
    });
    const value = { ...traffic, recorded };
    return { value, findings: [], problems: [] };
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return { value: undefined, findings: [], problems: error.problems };
  }
}

/**
 * The arms that a threshold may name: those of the scenario, and those of the file as written. Where an
 * option takes the breaker out, its thresholds are not mistaken: there is nothing for them to judge.
 */
function armsIn(document: unknown): readonly string[] {
  const pipeline = lookUp(document, ['orderService', 'pipeline']);
  return armNames(holdsBreaker(pipeline) || holdsBreaker(lookUp(document, ['services'])));
}

/** Whether there is a breaker among the policies of a pipeline, or one or outlier detection within a block. */
function holdsBreaker(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.some(
      (entry) => (isBlock(entry) && Object.hasOwn(entry, 'breaker')) || holdsBreaker(entry),
    );
  }
  if (!isBlock(value)) return false;
  return Object.hasOwn(value, 'outlierDetection') || Object.values(value).some(holdsBreaker);
}

function readThresholds(
  document: unknown,
  arms: readonly string[],
): { value: Threshold[]; findings: Finding[] } {
  const written = lookUp(document, ['thresholds']);
  const value: Threshold[] = [];
  const findings: Finding[] = [];
  (Array.isArray(written) ? written : []).forEach((text: unknown, index) => {
    if (typeof text !== 'string') return;
    const threshold = parseThreshold(text, arms);
    const path = ['thresholds', index];
    if (!('comparison' in threshold)) findings.push({ path, fault: 'value', ...threshold });
    else {
      value.push(threshold);
      findings.push(...unknownServices(path, threshold, lookUp(document, ['services'])));
    }
  });
  return { value, findings };
}

/** As a person goes through the scenario's file, from the top; other files and options come after it. */
function inReadingOrder(problems: readonly Problem[], scenarioFile: string): Problem[] {
  const rank = ({ place }: Problem): readonly [number, number] =>
    place.kind === 'position' && place.file === scenarioFile
      ? [place.line, place.column]
      : [Number.MAX_SAFE_INTEGER, 0];
  return problems
    .map((problem) => ({ problem, rank: rank(problem) }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1])
    .map(({ problem }) => problem);
}
