import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import { isBlock, type SettingPath } from '../kernel/settings.ts';
import type { Place, Problem } from './problem.ts';
import { ScenarioError } from './scenario-error.ts';
import { syntaxWords } from './syntax-words.ts';

/** A scenario in a page; 1 MB is a hundred times the longest that a person writes. */
const MAX_LENGTH = 1_000_000;
const MAX_ALIASES = 100;
/** A longer value is cut where a message quotes it. */
const MAX_WORDING = 80;

/** A scenario file that is sound YAML: its plain value, and where in the text each setting stands. */
export interface ScenarioDocument {
  readonly value: unknown;
  /** Faults that leave the rest readable, such as a key given twice. */
  readonly problems: readonly Problem[];
  /** The place of a setting's key or value, or of the nearest block above one that is not there. */
  place(path: SettingPath, at: 'key' | 'value', offset?: number): Place;
  /** Whether the file has the setting. */
  holds(path: SettingPath): boolean;
  /** The value as the file words it, on one line; undefined if it is not there. */
  wording(path: SettingPath): string | undefined;
}

/** Reads YAML; throws ScenarioError where the text is not one sound document. */
export function readDocument(file: string, text: string): ScenarioDocument {
  refuseJunk(file, text);
  const lines = new LineCounter();
  const source = new Source(file, text, lines);
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    strict: true,
    uniqueKeys: true,
    logLevel: 'error',
  });
  const faults = [...document.errors, ...document.warnings];
  const problems = distinctLines(faults.map((fault) => syntaxProblem(fault, source)));
  if (faults.some((fault) => fault.code !== 'DUPLICATE_KEY')) throw new ScenarioError(problems);
  const value = plainValue(document, source);
  if (value === null) throw new ScenarioError([wholeFile(file, 'nothing in it', 'a scenario')]);
  return {
    value,
    problems,
    place: (path, at, offset = 0) => {
      const { keyAt, valueAt } = find(document, path);
      return source.place((at === 'key' ? keyAt : (valueAt ?? keyAt)) + offset);
    },
    holds: (path) => find(document, path).exists,
    wording: (path) => {
      const { node } = find(document, path);
      const range = node?.range;
      if (range === undefined || range === null) return undefined;
      const words = text.slice(range[0], range[1]);
      return words.includes('\n') ? flowText(node!.toJS(document)) : words;
    },
  };
}

/** A value that takes several lines, on one: `{ distribution: lognormal, median: 300ms }`. */
function flowText(value: unknown): string {
  const text = Array.isArray(value)
    ? `[${value.map(flowText).join(', ')}]`
    : isBlock(value)
      ? `{ ${Object.entries(value)
          .map(([key, entry]) => `${key}: ${flowText(entry)}`)
          .join(', ')} }`
      : String(value);
  return text.length <= MAX_WORDING ? text : `${text.slice(0, MAX_WORDING - 1)}…`;
}

class Source {
  readonly file: string;
  private readonly text: string;
  private readonly lines: LineCounter;

  constructor(file: string, text: string, lines: LineCounter) {
    this.file = file;
    this.text = text;
    this.lines = lines;
  }

  place(offset: number): Place {
    const { line, col } = this.lines.linePos(offset);
    const start = this.lines.lineStarts[line - 1] ?? 0;
    const lineText = /^[^\r\n]*/.exec(this.text.slice(start, start + MAX_LENGTH))![0];
    return { kind: 'position', file: this.file, line, column: col, lineText };
  }

  at(offset: number): string {
    return this.text[offset] ?? '';
  }
}

function refuseJunk(file: string, text: string): void {
  if (text.length > MAX_LENGTH) {
    const found = `${text.length.toLocaleString('en')} characters`;
    throw new ScenarioError([wholeFile(file, found, 'a scenario of at most 1,000,000')]);
  }
  // A NUL, or a byte that is not UTF-8 and was read as U+FFFD, beside another: no person's typing.
  if (text.includes('\0') || /\uFFFD[^\n]{0,8}\uFFFD/.test(text)) {
    throw new ScenarioError([
      wholeFile(file, 'binary data', 'a scenario: YAML or JSON text in UTF-8'),
    ]);
  }
  if (text.trim() === '') {
    throw new ScenarioError([wholeFile(file, 'an empty file', 'a scenario')]);
  }
}

function wholeFile(file: string, found: string, expected: string): Problem {
  return { place: { kind: 'file', file }, setting: '', found, expected, suggestion: undefined };
}

function plainValue(document: Document, source: Source): unknown {
  refuseEndless(document, source);
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    // The library's word for aliases that would unfold without bound, or that name no anchor.
    if (!(error instanceof ReferenceError)) throw error;
    const unknown = error.message.startsWith('Unresolved alias');
    const found = unknown
      ? `an alias that names no anchor: *${error.message.split(': ').at(-1)}`
      : 'YAML aliases that unfold without bound';
    const expected = unknown
      ? 'a "*name" that an "&name" above it defines'
      : `at most ${MAX_ALIASES} aliases: write the settings out`;
    throw new ScenarioError([wholeFile(source.file, found, expected)]);
  }
}

/** `a: &a [*a]` would be a value within itself. */
function refuseEndless(document: Document, source: Source): void {
  visit(document, {
    Alias(_, alias, above) {
      const target = alias.resolve(document);
      if (target === undefined || !above.includes(target)) return;
      const problem = {
        setting: '',
        found: `*${alias.source} within itself`,
        suggestion: undefined,
      };
      const expected = 'an alias of something that stands elsewhere';
      throw new ScenarioError([{ place: source.place(alias.range![0]), ...problem, expected }]);
    },
  });
}

function syntaxProblem(fault: YAMLError, source: Source): Problem {
  const place = source.place(fault.pos[0]);
  return { place, setting: '', ...syntaxWords(fault), suggestion: undefined };
}

/** One slip often draws several complaints; the first on a line is the one that helps. */
function distinctLines(problems: readonly Problem[]): Problem[] {
  const seen = new Set<number>();
  return problems.filter(({ place }) => {
    if (place.kind !== 'position') return true;
    if (seen.has(place.line)) return false;
    seen.add(place.line);
    return true;
  });
}

interface Found {
  /** The offset of the deepest key, or list entry, on the path that exists. */
  readonly keyAt: number;
  /** The offset of its value; undefined where nothing is written. */
  readonly valueAt: number | undefined;
  /** Whether the whole path exists. */
  readonly exists: boolean;
  /** The value itself, if it exists and is written out. */
  readonly node: Node | undefined;
}

function find(document: Document, path: SettingPath): Found {
  let node: Node | undefined = document.contents ?? undefined;
  let keyAt = node?.range?.[0] ?? 0;
  let valueAt: number | undefined = keyAt;
  for (const step of path) {
    const child: Child | undefined =
      node === undefined ? undefined : childOf(resolved(node, document), step);
    if (child === undefined) return { keyAt, valueAt: undefined, exists: false, node: undefined };
    node = child.value;
    const range: readonly number[] | null | undefined = node?.range;
    const written = range !== undefined && range !== null && range[1]! > range[0]!;
    keyAt = child.keyAt ?? (written ? range[0]! : keyAt);
    valueAt = written ? range[0] : undefined;
  }
  return { keyAt, valueAt, exists: true, node };
}

interface Child {
  readonly keyAt: number | undefined;
  readonly value: Node | undefined;
}

function childOf(node: Node, step: string | number): Child | undefined {
  if (isSeq(node)) {
    const value = node.items[Number(step)] as Node | undefined;
    return value === undefined ? undefined : { keyAt: undefined, value };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  if (pair === undefined) return undefined;
  return {
    keyAt: (pair.key as Node).range?.[0],
    value: (pair.value ?? undefined) as Node | undefined,
  };
}

function resolved(node: Node, document: Document): Node {
  return isAlias(node) ? ((node.resolve(document) as Node | undefined) ?? node) : node;
}
