import * as v from 'valibot';
import { type Traffic, trafficSettings } from '../model/traffic/index.ts';
import { namesIn, readArms } from './arms/read-arms.ts';
import { instantsOf, type Threshold } from './claim.ts';
import { parseThreshold } from './claim-parser.ts';
import { lookUp } from './cross-checks.ts';
import { decodeDocument } from './decode-scenario.ts';
import { readDocument } from './document.ts';
import { yearSense } from './economics.ts';
import { type ReadFile, read } from './files.ts';
import { unknownServices } from './graph-checks.ts';
import { fileSchema } from './graph-schema.ts';
import { Locator } from './locate.ts';
import { applyOverrides, type Override } from './overrides.ts';
import type { Finding, Problem } from './problem.ts';
import { ScenarioError } from './scenario-error.ts';
import type { Scenario } from './schema.ts';
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
  const readOnce = remembering(readFile);
  const durationFromFile = !overridden.applied.some(({ path }) => path[0] === 'duration');
  const decoded = decodeDocument(overridden.value, readOnce, durationFromFile);
  const locator = new Locator(document, overridden.applied, decoded.origins);
  const traffic = readTraffic(decoded.resolved, readOnce);
  const arms = readArms(overridden.value, overrides, decoded, (variant) =>
    decodeDocument(variant, readOnce, durationFromFile),
  );
  const names = [...new Set([...arms.names, ...namesIn(document.value)])];
  const thresholds = readThresholds(decoded.resolved, names);

  const findings = [
    ...decoded.findings,
    ...traffic.findings,
    ...arms.findings,
    ...thresholds.findings,
  ];
  const problems = [
    ...document.problems,
    ...overridden.problems,
    ...locator.problems(findings),
    ...traffic.problems,
    ...arms.problems,
  ];
  if (problems.length > 0) throw new ScenarioError(inReadingOrder(problems, source.name));
  const scenario = decoded.value!;
  const read = {
    ...scenario,
    name: nameOf(source.name),
    tick: scenario.tick ?? defaultTick(scenario.duration),
    traffic: traffic.value!,
    arms: arms.value,
    thresholds: thresholds.value,
    overrides: overrides.map(({ option }) => option),
    instants: instantsOf(thresholds.value.map(({ comparison }) => comparison)),
  };
  return { ...read, warnings: warningsOf(read) };
}

/** Every arm is decoded by itself, and a file may not change meanwhile. */
function remembering(readFile: ReadFile): ReadFile {
  const texts = new Map<string, string>();
  return (file) => {
    const text = texts.get(file) ?? readFile(file);
    texts.set(file, text);
    return text;
  };
}

/** The file's name without its folder and ending. */
export function nameOf(file: string): string {
  return file.replace(/^.*[\\/]/, '').replace(/\.(?:ya?ml|json)$/i, '');
}

interface TrafficRead {
  readonly value: Traffic | undefined;
  readonly findings: readonly Finding[];
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
      findings.push(...yearSense(path, threshold, lookUp(document, ['economics'])));
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
