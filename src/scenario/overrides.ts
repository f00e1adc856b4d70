import type * as v from 'valibot';
import { type Document, isCollection, parseDocument, visit } from 'yaml';
import { isBlock, nearestName, pathText, type SettingPath } from '../kernel/settings.ts';
import type { Problem } from './problem.ts';
import { defaultOf } from './schema-walk.ts';

/** A setting changed from outside the file. */
export interface Override {
  /** `path=value`; the value is a YAML scalar or a flow: `paymentService.latency={ … }`. */
  readonly assignment: string;
  /** What the person typed, to name in a message: `--set paymentService.capacity=5`, `--seed 7`. */
  readonly option: string;
}

/** The override that `--set path=value` asks for. */
export function setOption(assignment: string): Override {
  return { assignment, option: `--set ${assignment}` };
}

/** A document with its overrides in place. */
export interface Overridden {
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** What was set and by which option; a later one wins. */
  readonly applied: readonly Applied[];
}

export interface Applied {
  readonly path: SettingPath;
  readonly option: string;
  readonly valueText: string;
}

/**
 * Applies the overrides in their order to a scenario before it is decoded, so that whatever they set is
 * checked as if the file said it. A block that the file leaves out starts from its default.
 */
export function applyOverrides(
  document: unknown,
  overrides: readonly Override[],
  schema: v.GenericSchema,
): Overridden {
  const problems: Problem[] = [];
  const applied: Applied[] = [];
  let value = document;
  for (const override of overrides) {
    try {
      const assignment = parse(override);
      const path = resolve(value, assignment.path);
      value = assign(value, path, 0, assignment.value, schema);
      applied.push({ path, option: override.option, valueText: assignment.valueText });
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      problems.push(fault.problem(override.option));
    }
  }
  return { value, problems, applied };
}

/** Why one override cannot be applied; never leaves this file. */
class Refusal extends Error {
  private readonly details: Omit<Problem, 'place'>;

  constructor(setting: string, found: string, expected: string, suggestion?: string) {
    super(found);
    this.details = { setting, found, expected, suggestion };
  }

  problem(option: string): Problem {
    return { place: { kind: 'option', option }, ...this.details };
  }
}

interface Assignment {
  readonly path: SettingPath;
  readonly value: unknown;
  readonly valueText: string;
}

const EXAMPLE = 'path=value, such as paymentService.failureRate=40%';
const PATH = /^[^.[\]]+(?:\.[^.[\]]+|\[\d+\])*$/;
/** Names that reach behind an object, in JavaScript; no setting is called so. */
const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];

function parse({ assignment }: Override): Assignment {
  const equals = assignment.indexOf('=');
  if (equals < 0) throw new Refusal('', `no "=" in ${JSON.stringify(assignment)}`, EXAMPLE);
  const pathWritten = assignment.slice(0, equals).trim();
  const valueText = assignment.slice(equals + 1).trim();
  if (!PATH.test(pathWritten)) {
    throw new Refusal('', `the path ${JSON.stringify(pathWritten)}`, EXAMPLE);
  }
  const path = pathWritten
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .map((key) => key.trim());
  const forbidden = path.find((key) => FORBIDDEN.includes(key));
  if (forbidden !== undefined) {
    throw new Refusal('', `${JSON.stringify(forbidden)} in a path`, 'the name of a setting');
  }
  if (valueText === '') throw new Refusal(pathWritten, 'nothing after the "="', EXAMPLE);
  return { path, value: parseValue(pathWritten, valueText), valueText };
}

function parseValue(setting: string, text: string): unknown {
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'error' });
  if (document.errors.length > 0 || holdsAliases(document)) {
    throw new Refusal(
      setting,
      text,
      'a value as in the file: 40%, 30s, { kind: fixed, delay: 1s }',
    );
  }
  // `with breaker: calls.failed <= 20` is a text: on the command line a block is written in braces.
  const { contents } = document;
  return isCollection(contents) && contents.flow !== true ? text : document.toJS();
}

/** What stands elsewhere is no value of its own: there is no elsewhere on a command line. */
function holdsAliases(document: Document): boolean {
  let found = false;
  visit(document, {
    Alias: () => {
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}

/** The path with positions for the numbers and names that lead into lists. */
function resolve(document: unknown, path: SettingPath): SettingPath {
  const resolved: (string | number)[] = [];
  let here = document;
  for (const step of path) {
    if (Array.isArray(here)) {
      const position = /^\d+$/.test(String(step)) ? Number(step) : namedEntry(here, String(step));
      if (position === undefined || position >= here.length) throw notThere(here, step, resolved);
      resolved.push(position);
      here = here[position];
      if (String(position) === String(step)) continue;
    }
    resolved.push(step);
    here = isBlock(here) && Object.hasOwn(here, step) ? here[step] : undefined;
  }
  return resolved;
}

/** A list of one-key blocks is addressed by those keys: `pipeline.breaker` is the first breaker. */
function namedEntry(list: readonly unknown[], name: string): number | undefined {
  const position = names(list).indexOf(name);
  return position < 0 ? undefined : position;
}

function names(list: readonly unknown[]): (string | undefined)[] {
  return list.map((entry) => {
    const keys = isBlock(entry) ? Object.keys(entry).filter((key) => key !== 'insteadOf') : [];
    return keys.length === 1 ? keys[0] : undefined;
  });
}

function notThere(list: readonly unknown[], step: string | number, above: SettingPath): Refusal {
  const setting = pathText(above);
  const known = names(list).filter((name) => name !== undefined);
  if (/^\d+$/.test(String(step))) {
    const last = list.length - 1;
    const expected = last < 0 ? 'an entry that exists: the list is empty' : `0 to ${last}`;
    return new Refusal(setting, `no entry [${step}]`, expected);
  }
  const has = known.length > 0 ? `one that the scenario has: ${known.join(', ')}` : undefined;
  const byPosition =
    list.length > 0
      ? `a position, such as ${setting}[0]`
      : 'a scenario that has one: this list is empty';
  return new Refusal(
    setting,
    `no ${JSON.stringify(step)} there`,
    has ?? byPosition,
    nearestName(String(step), known),
  );
}

/** A copy of `container` with the value in place; what aliases share stays untouched. */
function assign(
  container: unknown,
  path: SettingPath,
  depth: number,
  value: unknown,
  schema: v.GenericSchema,
): unknown {
  const key = path[depth];
  if (key === undefined) return value;
  if (Array.isArray(container)) {
    const copy: unknown[] = [...container];
    copy[Number(key)] = assign(copy[Number(key)], path, depth + 1, value, schema);
    return copy;
  }
  const block = container ?? defaultOf(schema, path.slice(0, depth)) ?? {};
  if (Array.isArray(block)) throw notThere(block, key, path.slice(0, depth));
  if (!isBlock(block)) {
    const above = pathText(path.slice(0, depth));
    throw new Refusal(
      pathText(path),
      `${above} is ${JSON.stringify(block)}, not a block of settings`,
      `the whole block: --set "${above}={ ${String(key)}: … }"`,
    );
  }
  const inner = Object.hasOwn(block, key) ? block[key] : undefined;
  return { ...block, [key]: assign(inner, path, depth + 1, value, schema) };
}
