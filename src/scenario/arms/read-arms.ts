import * as v from 'valibot';
import { isBlock, type SettingPath } from '../../kernel/settings.ts';
import { takingPart } from '../../resilience/pipeline.ts';
import { ARM, armNames } from '../arm-names.ts';
import { lookUp } from '../cross-checks.ts';
import type { DecodedDocument } from '../decode-scenario.ts';
import type { Override } from '../overrides.ts';
import type { Finding, Problem } from '../problem.ts';
import { type ArmSettings, type ScenarioArm, SHARED, type Whole } from '../schema.ts';
import { ArmFaults } from './arm-faults.ts';
import { armsSettings, MOST_ARMS, nameFault } from './arm-settings.ts';
import { armOfFile, armsOfOptions, type GivenArm } from './given-arm.ts';
import { holdsPolicy } from './policies-in.ts';
import { type DecodeVariant, type Variant, variantOf } from './variant.ts';

interface ArmsRead {
  /** Empty where there are none but those that need no naming. */
  readonly value: readonly ScenarioArm[];
  /** What thresholds may call the arms. */
  readonly names: readonly string[];
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

/**
 * Reads the arms of a scenario's document and of the options, and decodes each as a whole scenario of its own,
 * so that whatever it sets is checked as if the file said it. `base` is the scenario as written.
 */
export function readArms(
  document: unknown,
  overrides: readonly Override[],
  base: DecodedDocument,
  decodeVariant: DecodeVariant,
): ArmsRead {
  const faults = new ArmFaults();
  const given = givenArms(document, overrides, faults);
  given.forEach((arm, index) => {
    checkName(arm, given.slice(0, index), faults);
  });
  const value = tooMany(given, faults)
    ? []
    : decodeAll(given, (arm) => variantOf(arm, document, base, decodeVariant, faults), faults);
  const names = given.length > 0 ? given.map(({ name }) => name) : namesIn(document);
  return { value, names, findings: faults.findings, problems: faults.problems };
}

/** The arms of a document as it stands, whatever options add: those that it names, or the two that need none. */
export function namesIn(document: unknown): readonly string[] {
  const arms = lookUp(document, ['arms']);
  if (isBlock(arms) && Object.keys(arms).length > 0) return Object.keys(arms);
  return armNames(holdsPolicy(document, 'breaker') || holdsPolicy(document, 'outlierDetection'));
}

/** Where only options ask for arms, the scenario as written is what they are compared with. */
function givenArms(
  document: unknown,
  overrides: readonly Override[],
  faults: ArmFaults,
): readonly GivenArm[] {
  const asked = armsOfOptions(overrides);
  faults.problems.push(...asked.problems);
  const written = lookUp(document, ['arms']);
  if (written === undefined) {
    return asked.arms.length === 0 ? [] : [AS_WRITTEN, ...asked.arms];
  }
  const block = v.safeParse(armsSettings, written);
  // Its mistakes come with those of the whole scenario.
  if (!block.success || !isBlock(written)) return [];
  const names = Object.keys(written);
  if (names.length === 0) {
    const expected = 'an arm at least, or no arms at all: with and without the breaker, then';
    faults.findings.push({ path: ['arms'], fault: 'value', found: 'no arm in it', expected });
  }
  const ofFile = names.map((name) =>
    armOfFile(name, written[name], (key, fault) =>
      faults.findings.push({ path: ['arms', name, 'set', key], fault: 'key', ...fault }),
    ),
  );
  return [...ofFile, ...asked.arms];
}

const AS_WRITTEN: GivenArm = {
  name: ARM.asWritten,
  without: [],
  set: [],
  option: undefined,
  mayRepeat: false,
};

function checkName(arm: GivenArm, before: readonly GivenArm[], faults: ArmFaults): void {
  const { name } = arm;
  const isSecond = before.some((other) => other.name === name);
  const expected = isSecond ? 'a name of its own for every arm' : nameFault(name);
  if (expected === undefined) return;
  const found = isSecond
    ? `a second arm ${JSON.stringify(name)}`
    : `the name ${JSON.stringify(name)}`;
  faults.tell(arm, [], 'key', { found, expected });
}

function tooMany(given: readonly GivenArm[], faults: ArmFaults): boolean {
  if (given.length <= MOST_ARMS) return false;
  const found = `${given.length} arms`;
  faults.tellAll(
    given.at(-1)!,
    found,
    `at most ${MOST_ARMS} arms side by side: blackfriday sweep ranks more, and tune races them`,
  );
  return true;
}

/** Each arm by itself, none the same as another. */
function decodeAll(
  given: readonly GivenArm[],
  decode: (arm: GivenArm) => Variant | undefined,
  faults: ArmFaults,
): ScenarioArm[] {
  const seen = new Map<string, string>();
  return given.flatMap((arm): ScenarioArm[] => {
    const variant = decode(arm);
    if (variant === undefined || faults.has(arm)) return [];
    const settings = settingsOf(variant.decoded);
    const essence = JSON.stringify(settings);
    const twin = seen.get(essence);
    if (twin === undefined) seen.set(essence, arm.name);
    else if (!arm.mayRepeat) {
      const expected = 'something that sets it apart: policies to go "without", settings to "set"';
      faults.tell(arm, [], 'key', { found: `an arm that is the same as "${twin}"`, expected });
    }
    return [{ name: arm.name, written: variant.written, settings }];
  });
}

const shared: readonly string[] = SHARED satisfies SettingPath;

function settingsOf(decoded: Whole): ArmSettings {
  const own = Object.entries(decoded).filter(([key]) => !shared.includes(key));
  const { orderService, ...rest } = Object.fromEntries(own) as ArmSettings;
  const pipeline = [...takingPart(orderService.pipeline)];
  return { ...rest, orderService: { ...orderService, pipeline } };
}
