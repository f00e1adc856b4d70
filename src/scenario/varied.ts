import { pathText } from '../kernel/settings.ts';
import { parseAssignment, parsePath, Refusal } from './assignment.ts';
import { type SettingOverride, varyOption } from './overrides.ts';
import type { Problem } from './problem.ts';
import { parseValues } from './values-list.ts';

/** A setting that varies, and its values as a person writes them. */
export interface Varied {
  readonly path: string;
  readonly values: readonly string[];
}

/** What is wrong with something that shall vary; the caller knows its place. */
export type VariedFault = Omit<Problem, 'place'>;

const EXAMPLE = 'path=values, such as orderService.pipeline.breaker.open.duration=1s,2s,5s,10s';

/** Reads what each `--vary path=values` asks for, in their order, and tells what cannot be read. */
export function variedByOptions(options: readonly string[]): {
  readonly varied: readonly Varied[];
  readonly problems: readonly Problem[];
} {
  const varied: Varied[] = [];
  const problems: Problem[] = [];
  for (const text of options) {
    const equals = text.indexOf('=');
    const read =
      equals < 0
        ? {
            setting: '',
            found: `no "=" in ${JSON.stringify(text)}`,
            expected: EXAMPLE,
            suggestion: undefined,
          }
        : readVaried(text.slice(0, equals).trim(), text.slice(equals + 1), varied);
    if ('values' in read) varied.push(read);
    else problems.push({ place: { kind: 'option', option: varyOption(text).option }, ...read });
  }
  return { varied, problems };
}

/** Reads a path and a list or range of values, beside those that vary already. */
export function readVaried(
  path: string,
  text: string,
  others: readonly Varied[],
): Varied | VariedFault {
  const refused = (found: string, expected: string): VariedFault => ({
    setting: path,
    found,
    expected,
    suggestion: undefined,
  });
  const values = parseValues(text);
  if ('found' in values) return refused(values.found, values.expected);
  try {
    const steps = pathText(parsePath(path));
    if (others.some((other) => pathText(parsePath(other.path)) === steps)) {
      return refused('a setting that varies already', 'each setting once, with all its values');
    }
    for (const value of values) parseAssignment(`${path}=${value}`);
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    return fault.details;
  }
  return { path, values };
}

/** The overrides that set each varied setting to its value at these places. */
export function settingsAt(
  varied: readonly Varied[],
  places: readonly number[],
): SettingOverride[] {
  return varied.map(({ path, values }, axis) => {
    const assignment = `${path}=${values[places[axis]!]!}`;
    return { assignment, option: varyOption(assignment).option };
  });
}
