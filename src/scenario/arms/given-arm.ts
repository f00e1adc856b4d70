import type { SettingPath } from '../../kernel/settings.ts';
import { parseAssignment, parsePath, Refusal } from '../assignment.ts';
import { commaList } from '../comma-list.ts';
import type { Override } from '../overrides.ts';
import type { Problem } from '../problem.ts';
import { parseValues } from '../values-list.ts';
import type { ArmWritten } from './arm-settings.ts';

/** What sets one arm apart, as somebody wrote it, before it is known whether there are such settings. */
export interface GivenArm {
  readonly name: string;
  readonly without: readonly string[];
  readonly set: readonly GivenSetting[];
  /** The option that asks for it; undefined where the file does. */
  readonly option: string | undefined;
  /** Whether it may turn out the same as another: one of several values may be today's. */
  readonly mayRepeat: boolean;
}

export interface GivenSetting {
  /** As written. */
  readonly key: string;
  readonly path: SettingPath;
  readonly value: unknown;
}

type Fault = Omit<Problem, 'place'>;

/**
 * An arm of the file, sound by its schema; settings whose path is none are told of through `refuse`. As it was
 * read, because a schema lets some keys fall.
 */
export function armOfFile(
  name: string,
  written: unknown,
  refuse: (key: string, fault: Fault) => void,
): GivenArm {
  const { without = [], set = {} } = written as Partial<ArmWritten>;
  const settings = Object.entries(set).flatMap(([key, value]): GivenSetting[] => {
    try {
      return [{ key, path: parsePath(key), value }];
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      refuse(key, fault.details);
      return [];
    }
  });
  return { name, without, set: settings, option: undefined, mayRepeat: false };
}

/** The arms that options ask for, in their order, and what is wrong with those that cannot be read. */
export function armsOfOptions(overrides: readonly Override[]): {
  readonly arms: readonly GivenArm[];
  readonly problems: readonly Problem[];
} {
  const arms: GivenArm[] = [];
  const problems: Problem[] = [];
  const tails = tailsOf(overrides.flatMap((one) => ('vary' in one ? [pathOf(one.vary)] : [])));
  for (const override of overrides) {
    if ('assignment' in override) continue;
    const { option } = override;
    try {
      if ('arm' in override) arms.push(parseArm(override.arm, option));
      else arms.push(...parseVary(override.vary, option, tails));
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      problems.push({ place: { kind: 'option', option }, ...fault.details });
    }
  }
  return { arms, problems };
}

const ARM_EXAMPLE =
  'a name and what sets the arm apart: "quicker: orderService.pipeline.breaker.open.duration=2s", "none: without breaker, retry"';
const WITHOUT = /^without\s+/;

/** Parts between commas: `path=value`, `without policy`, and after that a further policy. */
function parseArm(text: string, option: string): GivenArm {
  const colon = text.indexOf(':');
  if (colon < 0) throw new Refusal('', `no ":" in ${JSON.stringify(text)}`, ARM_EXAMPLE);
  const changes = text.slice(colon + 1).trim();
  const without: string[] = [];
  const set: GivenSetting[] = [];
  for (const part of changes === '' ? [] : commaList(changes)) {
    if (WITHOUT.test(part)) without.push(part.replace(WITHOUT, ''));
    else if (part.includes('=')) set.push(settingOf(part));
    else if (part !== '' && without.length > 0) without.push(part);
    else throw new Refusal('', JSON.stringify(part), 'path=value, or without and a policy');
  }
  return { name: text.slice(0, colon).trim(), without, set, option, mayRepeat: false };
}

function settingOf(assignment: string): GivenSetting {
  const { path, value } = parseAssignment(assignment);
  return { key: assignment.slice(0, assignment.indexOf('=')).trim(), path, value };
}

const VARY_EXAMPLE =
  'path=values, such as orderService.pipeline.breaker.open.duration=1s,2s,5s,10s';
/** A value that an arm can be called by. */
const SHORT = /^[\w.%/+-]{1,24}$/;

function parseVary(text: string, option: string, tails: ReadonlyMap<string, string>): GivenArm[] {
  const equals = text.indexOf('=');
  if (equals < 0) throw new Refusal('', `no "=" in ${JSON.stringify(text)}`, VARY_EXAMPLE);
  const key = pathOf(text);
  const values = parseValues(text.slice(equals + 1));
  if ('found' in values) throw new Refusal(key, values.found, values.expected);
  return values.map((value, index) => {
    const name = `${tails.get(key)!}=${SHORT.test(value) ? value : index + 1}`;
    const set = [settingOf(`${key}=${value}`)];
    return { name, without: [], set, option, mayRepeat: true };
  });
}

function pathOf(vary: string): string {
  const equals = vary.indexOf('=');
  return vary.slice(0, equals < 0 ? vary.length : equals).trim();
}

/** The last parts of each path, as many as it takes to tell it from the others: two at least. */
function tailsOf(paths: readonly string[]): ReadonlyMap<string, string> {
  const distinct = [...new Set(paths)];
  const tail = (path: string, parts: number) => path.split('.').slice(-parts).join('.');
  return new Map(
    distinct.map((path) => {
      let parts = 2;
      const isShared = () =>
        distinct.some((other) => other !== path && tail(other, parts) === tail(path, parts));
      while (isShared() && parts < path.split('.').length) parts++;
      return [path, tail(path, parts)];
    }),
  );
}
