import { parseAllDocuments } from 'yaml';
import type { Problem } from '../problem.ts';
import { ScenarioError } from '../scenario-error.ts';
import { syntaxWords } from '../syntax-words.ts';
import { type Call, isPlain } from './literal.ts';

import { readProgram } from './program.ts';
import { isProperties, readProperties } from './properties.ts';
import { placeAt, type SettingsFile } from './settings-file.ts';
import type { Hash } from './tokens.ts';

/** The files that settings are read from, taken together: what they say, whichever language says it. */
export interface Source {
  readonly files: readonly SettingsFile[];
  /** The names of the files, as messages call them. */
  readonly file: string;
  readonly text: string;
  /** What YAML, JSON and properties files hold. */
  readonly documents: readonly unknown[];
  /** What programs say. */
  readonly calls: readonly Call[];
  readonly names: ReadonlyMap<string, unknown>;
}

/** Settings are a few pages; a longer file holds something else. */
const MAX_LENGTH = 250_000;
const MAX_ALIASES = 100;
const MAX_NESTING = 200;
/** A line so far in, or of so many lists within each other. */
const DEEP_LINE = /^(?: {400}|(?:[-?:] +){200})/m;
const PROGRAMS = /\.(?:[cm]?[jt]sx?|py|go|rb|java|kts?|cs)$/i;
const YAML = /\.(?:ya?ml|json)$/i;
const DOCUMENTS = /\.(?:ya?ml|json|properties)$/i;

/** Reads files as data; runs nothing. Throws ScenarioError where one cannot be read. */
export function readSource(files: readonly SettingsFile[]): Source {
  const parts = files.map(readPart);
  return {
    files,
    file: files.map(({ name }) => name).join(' and '),
    text: files.map(({ text }) => text).join('\n'),
    documents: parts.flatMap(({ documents }) => documents),
    calls: parts.flatMap(({ calls }) => calls),
    names: new Map(parts.flatMap(({ names }) => [...names])),
  };
}

/** What is wrong with a file as a whole. */
export function unreadable(file: string, found: string, expected: string): ScenarioError {
  return new ScenarioError([asAWhole(file, found, expected)]);
}

function asAWhole(file: string, found: string, expected: string): Problem {
  return { place: { kind: 'file', file }, setting: '', found, expected, suggestion: undefined };
}

type Part = Pick<Source, 'documents' | 'calls' | 'names'>;

function readPart({ name, text: written }: SettingsFile): Part {
  const text = written.replace(/^\uFEFF/, '');
  if (text.length > MAX_LENGTH) {
    throw unreadable(
      name,
      `${text.length.toLocaleString('en')} characters`,
      'settings of at most 250,000',
    );
  }
  if (text.includes('\0') || text.includes('\uFFFD')) {
    throw unreadable(name, 'binary data, or text that is not UTF-8', 'settings as text in UTF-8');
  }
  if (text.trim() === '') throw unreadable(name, 'an empty file', 'settings of a library');
  if (PROGRAMS.test(name)) return program(name, text);
  if (!YAML.test(name) && isProperties(text)) return document([readProperties(text)]);
  const read = readDocuments(name, text);
  if (Array.isArray(read)) return document(read);
  if (!DOCUMENTS.test(name)) return program(name, text);
  throw new ScenarioError([read]);
}

function document(documents: readonly unknown[]): Part {
  return { documents, calls: [], names: new Map() };
}

function program(name: string, text: string): Part {
  const { calls, names } = readProgram(text, hashOf(name, text));
  return { documents: [], calls, names };
}

function hashOf(name: string, text: string): Hash {
  if (/\.(?:py|rb)$/i.test(name)) return 'comment';
  if (PROGRAMS.test(name)) return 'name';
  return /^\s*(?:from \S+ import|def |require ['"]|#)/m.test(text) ? 'comment' : 'name';
}

/** The documents of a file; what is wrong with it where it is not YAML that holds a block or a list. */
function readDocuments(name: string, text: string): unknown[] | Problem {
  if (nesting(text) > MAX_NESTING || DEEP_LINE.test(text)) {
    throw unreadable(
      name,
      `more than ${MAX_NESTING} blocks within each other`,
      'settings of a library',
    );
  }
  // Tabs between tokens are JSON, though YAML would rather not have them.
  const json = parseJson(text);
  if (json !== undefined) return [json];
  const parsed = parseAllDocuments(text, { prettyErrors: false, logLevel: 'error' });
  const fault = parsed.flatMap(({ errors }) => errors)[0];
  if (fault !== undefined) {
    const place = placeAt({ name, text }, fault.pos[0]);
    return { place, setting: '', ...syntaxWords(fault), suggestion: undefined };
  }
  try {
    const documents = parsed.map((one) => one.toJS({ maxAliasCount: MAX_ALIASES }) as unknown);
    // A value within itself has no text.
    JSON.stringify(documents);
    const holdSomething = documents.some((one) => isPlain(one) || Array.isArray(one));
    return holdSomething ? documents : asAWhole(name, 'no settings', 'YAML or JSON');
  } catch (error) {
    if (!(error instanceof ReferenceError || error instanceof TypeError)) throw error;
    throw unreadable(
      name,
      'YAML aliases that unfold without bound',
      `at most ${MAX_ALIASES} aliases`,
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
    else if (character === ']' || character === '}') depth--;
  }
  return deepest;
}
