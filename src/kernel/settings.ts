import * as v from 'valibot';
import type { Door } from './quantities.ts';

/** The place of a setting: keys and list positions, from the outermost in. */
export type SettingPath = readonly (string | number)[];

/** One mistake in a settings object, in the words a user reads. */
export interface Mistake {
  readonly path: SettingPath;
  /** True when the fault is the key itself (an unknown one), not the value under it. */
  readonly atKey: boolean;
  /** What stands there, as JSON; undefined when nothing does. */
  readonly found: string | undefined;
  /** What could stand there: a phrase that follows "expected". */
  readonly expected: string;
  /** The nearest valid name, where a name is misspelt. */
  readonly suggestion: string | undefined;
}

/** Settings that cannot be used; holds every mistake, not only the first. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super(mistakes.map(sentence).join('\n'));
    this.mistakes = mistakes;
  }
}

/** `trip.failures: found "many", expected a whole number of at least 1` */
function sentence(mistake: Mistake): string {
  const place = pathText(mistake.path);
  const found = mistake.found === undefined ? 'is missing' : `found ${mistake.found}`;
  const suggestion =
    mistake.suggestion === undefined ? '' : `; did you mean "${mistake.suggestion}"?`;
  return `${place === '' ? '' : `${place}: `}${found}, expected ${mistake.expected}${suggestion}`;
}

/** `pipeline[1].breaker.trip` */
export function pathText(path: SettingPath): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? key : `${text}.${key}`,
    '',
  );
}

/** What `settings(entries)` decodes to. */
export type SettingsOf<Entries extends v.ObjectEntries> = v.InferOutput<
  v.StrictObjectSchema<Entries, undefined>
>;

/** What may be written where `schema` decodes, in code that uses the library: constants too. */
export type Written<Schema extends v.GenericSchema> = DeepReadonly<v.InferInput<Schema>>;

type DeepReadonly<Value> = Value extends object
  ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
  : Value;

/**
 * An object of settings that takes the named keys and no others. Unlike a bare `v.strictObject` it
 * reports every unknown key, not only the first, and says of a missing one what should stand there.
 */
export function settings<const Entries extends v.ObjectEntries>(entries: Entries) {
  const validKeys = Object.keys(entries)
    .map((key) => JSON.stringify(key))
    .join(' | ');
  const strict = v.strictObject(entries, (issue) => {
    if (issue.expected === 'never') return validKeys;
    const entry = entries[String(issue.path?.[0]?.key)];
    return entry === undefined || issue.input !== undefined ? 'a block of settings' : wanted(entry);
  });
  return v.pipe(
    refusingLists(strict),
    v.rawCheck(({ dataset, addIssue }) => {
      const own = dataset.issues?.find((issue) => isUnknownKey(issue) && issue.path?.length === 1);
      const first = own?.path?.[0];
      if (first?.type !== 'object') return;
      for (const key of Object.keys(first.input)) {
        if (key === first.key || Object.hasOwn(entries, key)) continue;
        addIssue({ expected: 'never', message: validKeys, path: [{ ...first, key }] });
      }
    }),
  );
}

/** valibot takes a list for an object that lacks every key, or for a record. */
export function refusingLists<Schema extends v.GenericSchema>(object: Schema): Schema {
  const run: Schema['~run'] = (dataset, config) => {
    if (!Array.isArray(dataset.value)) return object['~run'](dataset, config);
    v._addIssue(object as never, 'type', dataset as never, config as never);
    return dataset as ReturnType<Schema['~run']>;
  };
  return { ...object, '~run': run };
}

/** The schema that takes any variant of a registry, told apart by the setting `key`. */
export function anyOf<const Registry extends readonly { readonly schema: v.GenericSchema }[]>(
  key: string,
  registry: Registry,
) {
  const options = registry.map((variant) => variant.schema) as unknown as v.VariantOptions<string>;
  return v.variant(key, options) as unknown as v.GenericSchema<
    v.InferInput<Registry[number]['schema']>,
    v.InferOutput<Registry[number]['schema']>
  >;
}

/**
 * Either of two schemas, told apart by a glance at the input, so that a mistake inside the chosen one is
 * reported as itself and not as "no option fits".
 */
export function eitherBy<const First extends v.GenericSchema, const Second extends v.GenericSchema>(
  isFirst: (input: unknown) => boolean,
  first: First,
  second: Second,
) {
  const union = v.union([first, second]);
  const run: (typeof union)['~run'] = (dataset, config) =>
    (isFirst(dataset.value) ? first : second)['~run'](dataset, config) as ReturnType<
      (typeof union)['~run']
    >;
  return { ...union, '~run': run };
}

/** True for a block of settings, as against a number, a text or a list. */
export function isBlock(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

/**
 * Checks `input` against `schema` and returns it with every default filled in; throws SettingsError. What
 * the schemas of quantities need to know of the `door` reaches them with valibot's configuration.
 */
export function decode<const Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
  door: Door = { unitsNeeded: false },
): v.InferOutput<Schema> {
  const { value, issues } = schema['~run']({ value: input }, { ...v.getGlobalConfig(), ...door });
  if (issues === undefined) return value;
  throw new SettingsError(issues.map((issue) => mistakeOf(issue, input)));
}

/** The words after "expected" for a value of this schema: its own message where it has one. */
export function wanted(schema: object): string {
  const { type, message, expects, wrapped, options } = schema as {
    type?: string;
    message?: unknown;
    expects?: string;
    wrapped?: object;
    options?: readonly object[];
  };
  if (typeof message === 'string') return message;
  if (wrapped !== undefined) return wanted(wrapped);
  if (type === 'union') return [...new Set(options!.map(wanted))].reverse().join(', or ');
  return expects === undefined || expects === 'Object' ? 'a block of settings' : phrase(expects);
}

function isUnknownKey(issue: v.BaseIssue<unknown>): boolean {
  return issue.expected === 'never' && issue.path?.at(-1)?.origin === 'key';
}

function mistakeOf(issue: v.BaseIssue<unknown>, whole: unknown): Mistake {
  const path = (issue.path ?? []).map((item) => item.key as string | number);
  if (isUnknownKey(issue)) {
    const key = String(path.at(-1));
    const valid = quotedNames(issue.message);
    return {
      path,
      atKey: true,
      found: `unknown key ${JSON.stringify(key)}`,
      expected: phrase(issue.message),
      suggestion: nearestName(key, valid),
    };
  }
  const names = quotedNames(issue.expected ?? '');
  const item = issue.path?.at(-1);
  // What was written, not what a step of the schema made of it on the way to the fault.
  const input = item === undefined ? whole : item.value;
  const missing = item?.origin === 'key' || input === undefined;
  return {
    path,
    atKey: false,
    found: missing ? undefined : excerpt(input),
    expected:
      names.length > 0 && issue.type !== 'strict_object'
        ? phrase(issue.expected ?? '')
        : wording(issue),
    suggestion: typeof input === 'string' ? nearestName(input, names) : undefined,
  };
}

function wording(issue: v.BaseIssue<unknown>): string {
  return issue.expected === 'Object' ? 'a block of settings' : issue.message;
}

/** valibot joins the names that it expects as `("a" | "b")`. */
function quotedNames(expected: string): string[] {
  return [...expected.matchAll(/"([^"]+)"/g)].map((match) => match[1]!);
}

function phrase(expected: string): string {
  const names = quotedNames(expected);
  if (names.length === 0) return expected;
  return names.length === 1 ? names[0]! : `one of ${names.join(', ')}`;
}

function excerpt(input: unknown): string {
  const text = typeof input === 'number' ? String(input) : (JSON.stringify(input) ?? String(input));
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}

/** The name fewest edits away from `word`, if it is near enough to be a slip of the hand. */
export function nearestName(word: string, names: readonly string[]): string | undefined {
  const ranked = names
    // Each letter more or less is an edit.
    .filter((name) => Math.abs(name.length - word.length) <= most(name))
    .map((name) => ({ name, edits: editDistance(word.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  return best !== undefined && best.edits <= most(best.name) ? best.name : undefined;
}

/** The edits of a slip of the hand. */
function most(name: string): number {
  return Math.max(1, name.length / 3);
}

/**
 * The distance of optimal string alignment: insertions, deletions and substitutions of a letter, and swaps
 * of two neighbours, count one each.
 */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = last[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swaps = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const swap = swaps && row > 1 && column > 1 ? beforeLast[column - 2]! + 1 : Infinity;
      current.push(Math.min(substitution, swap, last[column]! + 1, current[column - 1]! + 1));
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length]!;
}
