import { pathText, type SettingPath } from '../../kernel/settings.ts';
import { place, Refusal } from '../assignment.ts';
import { lookUp } from '../cross-checks.ts';
import type { DecodedDocument } from '../decode-scenario.ts';
import { fileSchema } from '../graph-schema.ts';
import { blamed, startsWith } from '../locate.ts';
import type { Finding } from '../problem.ts';
import { SHARED, type Whole } from '../schema.ts';
import { type AnySchema, blocksOf } from '../schema-walk.ts';
import type { ArmFaults } from './arm-faults.ts';
import type { ArmWritten } from './arm-settings.ts';
import type { GivenArm, GivenSetting } from './given-arm.ts';
import { policiesMeant, withoutPolicies } from './policies-in.ts';

export type DecodeVariant = (document: unknown) => DecodedDocument;

/** A scenario with what one arm changes in it. */
export interface Variant {
  readonly decoded: Whole;
  readonly written: ArmWritten;
}

/** Undefined where something is wrong with the arm, which `faults` then tell, or with the scenario itself. */
export function variantOf(
  arm: GivenArm,
  document: unknown,
  base: DecodedDocument,
  decodeVariant: DecodeVariant,
  faults: ArmFaults,
): Variant | undefined {
  const changed = withSettings(arm, document, faults);
  const whole = arm.set.length === 0 ? base : decodeVariant(changed.document);
  const known = new Set(base.findings.map(essence));
  const own = whole.findings.filter((finding) => !known.has(essence(finding)));
  for (const finding of own) blame(finding, arm, changed.placed, document, faults);
  if (whole.findings.length > 0 || !changed.isSound) return undefined;
  const rest =
    arm.without.length === 0
      ? whole
      : decodeVariant(withoutPolicies(changed.document, arm.without));
  for (const { found, expected } of rest.findings)
    faults.tell(arm, ['without'], 'key', { found, expected });
  if (rest.value === undefined || rest.findings.length > 0) return undefined;
  const set = changed.placed.map(({ key, path }) => [key, lookUp(whole.resolved, path)]);
  return {
    decoded: rest.value,
    written: { without: [...arm.without], set: Object.fromEntries(set) },
  };
}

type Placed = Pick<GivenSetting, 'key' | 'value' | 'path'>;

/**
 * The document with the arm's settings in place, and where these are. Not sound: one has no place, or a policy
 * to go without is not there.
 */
function withSettings(
  arm: GivenArm,
  document: unknown,
  faults: ArmFaults,
): { readonly document: unknown; readonly placed: readonly Placed[]; readonly isSound: boolean } {
  let changed = document;
  let isSound = true;
  const placed: Placed[] = [];
  const attempt = (where: SettingPath, fault: 'key' | 'value', action: () => void): void => {
    try {
      action();
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      const { setting, ...details } = refusal.details;
      faults.tell(arm, where, fault, setting === '' ? details : { setting, ...details });
      isSound = false;
    }
  };
  for (const { key, path, value } of arm.set) {
    attempt(['set', key], 'key', () => {
      refuseShared(path);
      const there = place(changed, path, value, fileSchema);
      changed = there.document;
      placed.push({ key, value, path: there.path });
    });
  }
  arm.without.forEach((policy, index) => {
    attempt(['without', index], 'value', () => policiesMeant(policy, changed));
  });
  return { document: changed, placed, isSound };
}

const shared: readonly unknown[] = SHARED;

function refuseShared([block]: SettingPath): void {
  if (!shared.includes(block)) return;
  const own = blocksOf(fileSchema as unknown as AnySchema)
    .flatMap(({ entries }) => Object.keys(entries!))
    .filter((key) => !shared.includes(key));
  throw new Refusal('', `"${block}", which all arms share`, `a setting of ${own.join(', ')}`);
}

/** A mistake in a variant lies with what the arm sets there, or else with the last that it sets. */
function blame(
  finding: Finding,
  arm: GivenArm,
  placed: readonly Placed[],
  document: unknown,
  faults: ArmFaults,
): void {
  const { path, fault, found, expected, suggestion } = finding;
  const madeBlock = lookUp(document, path.slice(0, -1)) === undefined;
  const one = blamed(placed, finding, madeBlock);
  const setting = pathText(fault === 'missing' ? path.slice(0, -1) : path);
  const { key, value } = one ?? placed.at(-1)!;
  const words = found ?? (typeof value === 'string' ? value : JSON.stringify(value));
  if (one !== undefined && startsWith(path, one.path)) {
    const where = ['set', key, ...path.slice(one.path.length)];
    const isValue = arm.option === undefined && fault === 'value';
    const details = { setting, expected, suggestion, found: isValue ? found : words };
    faults.tell(arm, where, fault, details);
    return;
  }
  const isPart = one !== undefined && startsWith(one.path, path);
  const wish = isPart ? expected : `for ${setting} ${expected}`;
  faults.tell(arm, ['set', key], fault === 'key' ? 'key' : 'value', {
    setting,
    expected: wish,
    suggestion,
    found: words,
  });
}

function essence({ path, fault, found, expected }: Finding): string {
  return JSON.stringify([path, fault, found, expected]);
}
