import { decode, type SettingPath, SettingsError } from '../kernel/settings.ts';
import { armNamesOf } from './arm-names.ts';
import { type Claim, instantsOf, type Quantity } from './claim.ts';
import type { ClaimFault } from './claim-cursor.ts';
import { parseClaim, parseQuantity } from './claim-parser.ts';
import { findingOf } from './decode-scenario.ts';
import { readDocument, type ScenarioDocument } from './document.ts';
import type { Lesson, LessonStep, Prose } from './lesson.ts';
import { type DecodedLesson, type DecodedStep, lessonSchema } from './lesson-schema.ts';
import { studySense } from './lesson-sense.ts';
import { nameOf, type ScenarioSource } from './load.ts';
import { Locator } from './locate.ts';
import { type Override, setOption, varyOption } from './overrides.ts';
import type { Finding, Problem } from './problem.ts';
import { ScenarioError } from './scenario-error.ts';
import type { Scenario } from './schema.ts';

/**
 * The scenario that a step names, with its overrides; throws ScenarioError where it cannot be run, an
 * Error with a readable message where there is none.
 */
export type OpenStepScenario = (reference: string, overrides: readonly Override[]) => Scenario;

/** Decodes a lesson and the scenarios of its steps. Throws ScenarioError, which holds every mistake. */
export function loadLesson(source: ScenarioSource, open: OpenStepScenario): Lesson {
  const document = readDocument(source.name, source.text);
  const locator = new Locator(document, [], []);
  const decoded = attempt(document, locator);
  const problems: Problem[] = [];
  const steps = decoded.steps.map((step, index) => {
    const reading = new StepReading(step, ['steps', index], open);
    problems.push(...locator.problems(reading.findings), ...reading.others);
    const choicesPlace = document.place(['steps', index, 'choices'], 'key');
    return { ...reading.step!, choicesPlace };
  });
  const all = [...document.problems, ...problems];
  if (all.length > 0) throw new ScenarioError(all);
  return { ...decoded, name: nameOf(source.name), steps };
}

function attempt(document: ScenarioDocument, locator: Locator): DecodedLesson {
  try {
    return decode(lessonSchema, document.value);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const problems = locator.problems(error.mistakes.map(findingOf));
    throw new ScenarioError([...document.problems, ...problems]);
  }
}

/** What a step shows that says nothing. */
const USUAL: LessonStep['show'] = ['chart'];

/** One step, read, with what is wrong in it. */
class StepReading {
  readonly findings: Finding[] = [];
  /** Mistakes in files that the step names. */
  readonly others: Problem[] = [];
  readonly step: Omit<LessonStep, 'choicesPlace'> | undefined;
  private readonly path: SettingPath;

  constructor(step: DecodedStep, path: SettingPath, open: OpenStepScenario) {
    this.path = path;
    const scenario = this.openScenario(step, open);
    if (scenario === undefined) return;
    const arms = armNamesOf(scenario);
    const choices = step.choices.map(({ answer, when }, index) => ({
      answer,
      claim: this.claim(when, ['choices', index, 'when'], arms),
    }));
    const figures = step.figures.map(({ label, of }, index) => ({
      label,
      quantity: this.quantity(of, ['figures', index, 'of'], arms),
    }));
    const why = this.prose(step.why, arms);
    this.findings.push(
      ...studySense(
        step,
        this.path,
        choices.map(({ claim }) => claim),
      ),
    );
    if (this.findings.length > 0) return;
    const instants = instantsOf([
      ...scenario.thresholds.map(({ comparison }) => comparison),
      ...choices.map(({ claim }) => claim!),
      ...figures.map(({ quantity }) => quantity!),
      ...why.filter((part) => typeof part !== 'string'),
    ]);
    const { title, text, ask, set, vary, seeds = null, scenario: reference } = step;
    const show = step.show ?? (seeds === null ? USUAL : []);
    this.step = {
      title,
      text,
      ask,
      set,
      vary,
      seeds,
      show,
      reference,
      scenario: { ...scenario, instants },
      why,
      choices: choices as LessonStep['choices'],
      figures: figures as LessonStep['figures'],
    };
  }

  private openScenario(
    { scenario, set, vary }: DecodedStep,
    open: OpenStepScenario,
  ): Scenario | undefined {
    try {
      return open(scenario, [...set.map(setOption), ...vary.map(varyOption)]);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (!(error instanceof ScenarioError)) {
        this.find(['scenario'], { expected: `a scenario that can be opened: ${error.message}` });
        return undefined;
      }
      for (const problem of error.problems) this.blame(problem, { set, vary });
      return undefined;
    }
  }

  /** A mistake in an override lies in the lesson; one in the scenario lies in its own file. */
  private blame(problem: Problem, { set, vary }: Pick<DecodedStep, 'set' | 'vary'>): void {
    const { place, setting, found, expected, suggestion } = problem;
    const options = [
      ...set.map((one, index) => ({ option: setOption(one).option, path: ['set', index] })),
      ...vary.map((one, index) => ({ option: varyOption(one).option, path: ['vary', index] })),
    ];
    const own = options.find(({ option }) => place.kind === 'option' && option === place.option);
    if (own === undefined) {
      this.others.push(problem);
      return;
    }
    const what = setting === '' ? expected : `for ${setting} ${expected}`;
    this.find(own.path, { found, expected: what, suggestion });
  }

  private claim(text: string, path: SettingPath, arms: readonly string[]): Claim | undefined {
    return this.checked(parseClaim(text, arms), path);
  }

  private quantity(text: string, path: SettingPath, arms: readonly string[]): Quantity | undefined {
    return this.checked(parseQuantity(text, arms), path);
  }

  /** `{…}` in a text is a quantity; its place is known to the text's start only, which may run over lines. */
  private prose(text: string, arms: readonly string[]): Prose {
    return text.split(/\{([^{}]*)\}/).flatMap((part, index): Prose => {
      if (index % 2 === 0) return part === '' ? [] : [part];
      const quantity = parseQuantity(part, arms);
      if (!('found' in quantity)) {
        if (quantity.value.arm !== null) return [quantity];
        this.find(['why'], { found: `{${part}}`, expected: `an arm in it: ${arms.join(' or ')}` });
        return [];
      }
      const { found, expected, suggestion } = quantity;
      this.find(['why'], { found: `${found} in {${part}}`, expected, suggestion });
      return [];
    });
  }

  private checked<Value extends object>(
    parsed: Value | ClaimFault,
    path: SettingPath,
  ): Value | undefined {
    if (!('found' in parsed)) return parsed;
    this.find(path, parsed);
    return undefined;
  }

  private find(path: SettingPath, finding: Omit<Finding, 'path' | 'fault'>): void {
    this.findings.push({ path: [...this.path, ...path], fault: 'value', ...finding });
  }
}
