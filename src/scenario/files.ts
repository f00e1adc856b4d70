import type * as v from 'valibot';
import { isBlock, type SettingPath } from '../kernel/settings.ts';
import type { Finding, Place } from './problem.ts';
import { type AnySchema, blocksOf, childrenOf, itemsOf } from './schema-walk.ts';

/** The text of a file beside the scenario; throws an Error with a readable message. */
export type ReadFile = (relativePath: string) => string;

/** A scenario whose distributions hold their values, whichever file these came from. */
export interface Resolved {
  readonly value: unknown;
  readonly findings: readonly Finding[];
  readonly origins: readonly ValueFile[];
}

/** Where the values of an `empirical` distribution came from. */
export interface ValueFile {
  readonly path: SettingPath;
  readonly file: string;
  /** Values in the file. */
  readonly count: number;
  /** What the file says at a position of `values`. */
  words(position: number): string;
  /** The place of the value at a position of `values`. */
  place(position: number): Place;
}

/** What the bare numbers of a file of durations may count. */
export const FILE_UNITS = ['ms', 's', 'm', 'h'] as const;

/**
 * Puts the values of `{ distribution: empirical, file: …, unit: ms }` in the place of `file`, wherever the
 * schema has a distribution. The unit is that of bare numbers in the file; left out, durations bear their own.
 */
export function resolveFiles(
  schema: v.GenericSchema,
  document: unknown,
  readFile: ReadFile,
): Resolved {
  const findings: Finding[] = [];
  const origins: ValueFile[] = [];
  const visit = (value: unknown, path: SettingPath, schemas: readonly AnySchema[]): unknown => {
    if (schemas.length === 0) return value;
    if (Array.isArray(value)) {
      const items = schemas.flatMap(itemsOf);
      return value.map((entry, index) => visit(entry, [...path, index], items));
    }
    if (!isBlock(value)) return value;
    if (
      !mayBeDistribution(schemas) ||
      value.distribution !== 'empirical' ||
      typeof value.file !== 'string'
    ) {
      const entries = Object.entries(value).map(([key, entry]) => {
        const children = schemas.flatMap((one) => childrenOf(one, key));
        return [key, visit(entry, [...path, key], children)];
      });
      return Object.fromEntries(entries);
    }
    const { file, unit, ...rest } = value;
    const known = FILE_UNITS.find((one) => one === unit);
    if (known !== unit) findings.push(noUnit([...path, 'unit']));
    const text = read(file as string, [...path, 'file'], readFile);
    if (typeof text !== 'string') {
      findings.push(text);
      return { ...rest, values: [0] };
    }
    const lines = numbered(text);
    if (lines.length === 0) findings.push(noValues([...path, 'file'], file as string));
    origins.push(valueFile(path, file as string, lines));
    return {
      ...rest,
      values: lines.length === 0 ? [0] : lines.map(({ words }) => scalar(words, known ?? '')),
    };
  };
  return { value: visit(document, [], [schema as AnySchema]), findings, origins };
}

function mayBeDistribution(schemas: readonly AnySchema[]): boolean {
  return schemas.flatMap(blocksOf).some(({ entries }) => entries!.distribution !== undefined);
}

/** The text of a file that a setting names, or what is wrong with it. */
export function read(file: string, path: SettingPath, readFile: ReadFile): string | Finding {
  try {
    return readFile(file);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { path, fault: 'value', expected: `a file that can be read: ${error.message}` };
  }
}

interface Line {
  readonly line: number;
  readonly lineText: string;
  readonly words: string;
}

/** Lines that hold something, each with its number. */
function numbered(text: string): Line[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((lineText, index) => ({ line: index + 1, lineText, words: lineText.trim() }))
    .filter(({ words }) => words !== '');
}

/** A number, with the unit that the scenario states for them all; or a text such as `250ms`; for the schema to judge. */
function scalar(words: string, unit: string): number | string {
  const number = Number(words);
  if (!Number.isFinite(number)) return words;
  return unit === '' ? number : `${words}${unit}`;
}

function noUnit(path: SettingPath): Finding {
  return { path, fault: 'value', expected: `one of ${FILE_UNITS.join(', ')}` };
}

function noValues(path: SettingPath, file: string): Finding {
  return { path, fault: 'value', found: `no values in ${file}`, expected: 'one value a line' };
}

function valueFile(path: SettingPath, file: string, lines: readonly Line[]): ValueFile {
  return {
    path,
    file,
    count: lines.length,
    words: (position) => lines[position]!.words,
    place: (position) => {
      const { line, lineText } = lines[position]!;
      return { kind: 'position', file, line, column: 1, lineText };
    },
  };
}
