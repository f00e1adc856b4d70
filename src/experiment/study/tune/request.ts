import { nearestName } from '../../../kernel/settings.ts';
import { type Comparison, termsOf } from '../../../scenario/claim.ts';
import { parseConstraint } from '../../../scenario/claim-parser.ts';
import type { ScenarioDocument } from '../../../scenario/document.ts';
import { varyOption } from '../../../scenario/overrides.ts';
import type { Place, Problem } from '../../../scenario/problem.ts';
import { ScenarioError } from '../../../scenario/scenario-error.ts';
import type { Scenario } from '../../../scenario/schema.ts';
import { readVaried, type Varied, variedByOptions } from '../../../scenario/varied.ts';
import { STUDY_ROWS } from '../rows.ts';
import { CANDIDATES } from './defaults.ts';
import type { Aim, Constraint } from './measure.ts';
import { sensibleRanges } from './ranges.ts';
import type { Against } from './trials.ts';

/** What is to be tuned, read and sound. */
export interface TuneRequest {
  readonly aim: Aim;
  readonly varied: readonly Varied[];
  readonly constraints: readonly Constraint[];
  /** How many are tried of a grid that has more. */
  readonly candidates: number;
}

/** What the command line says; each has the last word over the scenario's `tune:` block. */
export interface TuneWishes {
  readonly vary: readonly string[];
  readonly maximise: string | undefined;
  readonly minimise: string | undefined;
  readonly constraint: readonly string[];
  readonly candidates: number | undefined;
  /** Null: the scenario's own story. */
  readonly against: Against | null;
}

const DEFAULT_AIM: Aim = { metric: 'orders.paid', goal: 'maximise' };

/**
 * What the options and the scenario's block ask for, and sensible ranges where neither says what may change. Thresholds
 * of the arm that is tuned are constraints, too, where it is tuned for its own story, of which they are promises. Throws ScenarioError, with every mistake.
 */
export function readRequest(
  scenario: Scenario,
  document: ScenarioDocument,
  arm: string,
  wishes: TuneWishes,
): TuneRequest {
  const problems: Problem[] = [];
  const reader = { scenario, document, arm, problems };
  const request = {
    aim: readAim(reader, wishes),
    varied: readAllVaried(reader, wishes),
    constraints: readConstraints(reader, wishes),
    candidates: wishes.candidates ?? scenario.tune?.candidates ?? CANDIDATES,
  };
  if (problems.length > 0) throw new ScenarioError(problems);
  return request;
}

interface Reader {
  readonly scenario: Scenario;
  readonly document: ScenarioDocument;
  readonly arm: string;
  readonly problems: Problem[];
}

const METRICS = STUDY_ROWS.map(({ path }) => path).filter((path) => !path.startsWith('against.'));

/** The metric that is meant, at its place; what is none is told. */
export function metricProblem(metric: string, place: Place, setting: string): Problem | undefined {
  if (METRICS.includes(metric)) return undefined;
  const suggestion = nearestName(metric, METRICS);
  const expected = 'a metric, such as orders.paid; blackfriday help metrics lists them';
  return { place, setting, found: JSON.stringify(metric), expected, suggestion };
}

function readAim({ scenario, document, problems }: Reader, wishes: TuneWishes): Aim {
  const asked = (['maximise', 'minimise'] as const).flatMap((goal) => {
    const metric = wishes[goal];
    const place = { kind: 'option', option: `--${goal} ${metric}` } as const;
    return metric === undefined ? [] : [{ goal, metric, place, setting: '' }];
  });
  const ofFile = (['maximise', 'minimise'] as const).flatMap((goal) => {
    const metric = scenario.tune?.[goal];
    const place = document.place(['tune', goal], 'value');
    return metric === undefined ? [] : [{ goal, metric, place, setting: `tune.${goal}` }];
  });
  const said = asked.length > 0 ? asked : ofFile;
  const [first, second] = said;
  if (first === undefined) return DEFAULT_AIM;
  const { goal, metric, place, setting } = first;
  if (second !== undefined) {
    const expected =
      'one of the two: the other may be a constraint, such as charges.duplicate <= 100';
    const found = 'both maximise and minimise';
    problems.push({ place: second.place, setting, found, expected, suggestion: undefined });
  }
  const problem = metricProblem(metric, place, setting);
  if (problem !== undefined) problems.push(problem);
  return { goal, metric };
}

function readAllVaried(
  { scenario, document, problems }: Reader,
  { vary, against }: TuneWishes,
): Varied[] {
  if (vary.length > 0) {
    const asked = variedByOptions(vary);
    problems.push(...asked.problems);
    for (const { path, values } of asked.varied.filter((one) => isOfIncidents(one, against))) {
      const { option } = varyOption(`${path}=${values.join(',')}`);
      problems.push({ place: { kind: 'option', option }, setting: path, ...OF_INCIDENTS });
    }
    return [...asked.varied];
  }
  const block = scenario.tune?.vary;
  if (block === undefined) return sensible(scenario, document, problems);
  const varied: Varied[] = [];
  for (const [path, values] of Object.entries(block)) {
    const read = readVaried(
      path,
      Array.isArray(values) ? values.join(',') : String(values),
      varied,
    );
    const place = document.place(['tune', 'vary', path], 'key');
    if (!('values' in read)) problems.push({ place, ...read });
    else if (isOfIncidents(read, against)) problems.push({ place, setting: path, ...OF_INCIDENTS });
    else varied.push(read);
  }
  return varied;
}

const OF_INCIDENTS = {
  found: 'a setting of the story, which incidents replace',
  expected: 'with --against chaos settings that incidents leave alone',
  suggestion: undefined,
} as const;

/** What is drawn for the scenario as it is, and set anew by every incident. */
function isOfIncidents({ path }: Varied, against: Against | null): boolean {
  const isStory = /^(?:duration|seed|chaos|traffic|paymentService\.script)(?:$|[.[])/.test(
    path.trim(),
  );
  return against === 'chaos' && isStory;
}

function sensible(scenario: Scenario, document: ScenarioDocument, problems: Problem[]): Varied[] {
  const ranges = sensibleRanges(scenario);
  if (ranges.length === 0) {
    const expected =
      'a breaker, retry or timeout in the pipeline, or settings to vary: --vary path=a,b,c, or tune: { vary: … }';
    const place = document.place(['orderService', 'pipeline'], 'key');
    const setting = 'orderService.pipeline';
    problems.push({ place, setting, found: 'nothing to tune', expected, suggestion: undefined });
  }
  return ranges;
}

function readConstraints(reader: Reader, { constraint, against }: TuneWishes): Constraint[] {
  const { scenario, document, arm } = reader;
  const ofThresholds = scenario.thresholds.flatMap(({ text, comparison }): Constraint[] => {
    // A state has no slack, and what comes after an instant is not kept of every seed.
    const isFit =
      against === null &&
      comparison.kind === 'quantities' &&
      termsOf(comparison).every((term) => term.arm === arm && term.afterMs === null);
    return isFit ? [{ text, comparison }] : [];
  });
  const ofFile = (scenario.tune?.constraints ?? []).flatMap((text, index) => {
    const path = ['tune', 'constraints', index];
    const quote = /^["']/.test(document.wording(path) ?? '') ? 1 : 0;
    const place = (offset: number): Place => document.place(path, 'value', offset + quote);
    return readConstraint(reader, text, `tune.constraints[${index}]`, place);
  });
  const asked = constraint.flatMap((text) =>
    readConstraint(reader, text, '', () => ({ kind: 'option', option: `--constraint '${text}'` })),
  );
  return [...ofThresholds, ...ofFile, ...asked].map(({ text, comparison }) => ({
    text,
    comparison,
  }));
}

function readConstraint(
  { arm, problems }: Reader,
  text: string,
  setting: string,
  place: (offset: number) => Place,
): Constraint[] {
  const read = parseConstraint(text, arm);
  if (!('kind' in read)) {
    const { offset, found, expected, suggestion } = read;
    problems.push({ place: place(offset), setting, found, expected, suggestion });
    return [];
  }
  if (countsFromAnInstant(read)) {
    const expected = 'what is counted over the whole run';
    const found = `${JSON.stringify(text)}, with "after"`;
    problems.push({ place: place(0), setting, found, expected, suggestion: undefined });
    return [];
  }
  return [{ text, comparison: read }];
}

function countsFromAnInstant(comparison: Comparison): boolean {
  return termsOf(comparison).some(({ afterMs }) => afterMs !== null);
}
