import type * as v from 'valibot';
import { type Document, isCollection, parseDocument, visit } from 'yaml';
import { isBlock, nearestName, pathText, type SettingPath } from '../kernel/settings.ts';
import type { Problem } from './problem.ts';
import { defaultOf } from './schema-walk.ts';

/** Why an assignment cannot be made. */
export class Refusal extends Error {
  readonly details: Omit<Problem, 'place'>;

  constructor(setting: string, found: string, expected: string, suggestion?: string) {
    super(found);
    this.details = { setting, found, expected, suggestion };
  }
}

/** `path=value`, read. */
export interface Assignment {
  readonly path: SettingPath;
  readonly value: unknown;
  readonly valueText: string;
}

const EXAMPLE = 'path=value, such as paymentService.failureRate=40%';
const PATH = /^[^.[\]]+(?:\.[^.[\]]+|\[\d+\])*$/;
/** Names that reach behind an object, in JavaScript; no setting is called so. */
const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];

/** Reads `path=value`; throws Refusal. */
export function parseAssignment(text: string): Assignment {
  const equals = text.indexOf('=');
  if (equals < 0) throw new Refusal('', `no "=" in ${JSON.stringify(text)}`, EXAMPLE);
  const pathWritten = text.slice(0, equals).trim();
  const valueText = text.slice(equals + 1).trim();
  const path = parsePath(pathWritten);
  if (valueText === '') throw new Refusal(pathWritten, 'nothing after the "="', EXAMPLE);
  return { path, value: parseValue(pathWritten, valueText), valueText };
}

/** Reads `traffic.stages[1].target`; throws Refusal. */
export function parsePath(text: string): SettingPath {
  if (!PATH.test(text)) throw new Refusal('', `the path ${JSON.stringify(text)}`, EXAMPLE);
  const path = text
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .map((key) => key.trim());
  const forbidden = path.find((key) => FORBIDDEN.includes(key));
  if (forbidden === undefined) return path;
  throw new Refusal('', `${JSON.stringify(forbidden)} in a path`, 'the name of a setting');
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

/** A document with `value` at `path`, and where that is; throws Refusal where there is no such place. */
export function place(
  document: unknown,
  path: SettingPath,
  value: unknown,
  schema: v.GenericSchema,
): { readonly document: unknown; readonly path: SettingPath } {
  const resolved = resolve(document, path);
  return { document: assign(document, resolved, 0, value, schema), path: resolved };
}

/** The path with positions for the numbers and names that lead into lists; throws Refusal. */
export function resolve(document: unknown, path: SettingPath): SettingPath {
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
