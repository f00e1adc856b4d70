import { type Document, isScalar, LineCounter, parseDocument, visit, type YAMLError } from 'yaml';
import { isBlock, type SettingPath } from '../kernel/settings.ts';
import { finderIn } from './find-node.ts';
import type { Place, Problem } from './problem.ts';
import { ScenarioError } from './scenario-error.ts';
import { ENDLESS, syntaxWords } from './syntax-words.ts';

/** A scenario in a page; 1 MB is a hundred times the longest that a person writes. */
const MAX_LENGTH = 1_000_000;
const MAX_ALIASES = 100;
/** Blocks within blocks: a scenario has about eight. */
const MAX_DEPTH = 100;
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
  const document = parse(text, source);
  const faults = [...document.errors, ...document.warnings];
  const syntax = faults.map((fault) => syntaxProblem(fault, source));
  const problems = distinctLines([...syntax, ...repeatedKeys(document, source)]);
  if (faults.length > 0) throw new ScenarioError(problems);
  const value = plainValue(document, source);
  if (value === null) throw new ScenarioError([wholeFile(file, 'nothing in it', 'a scenario')]);
  const find = finderIn(document);
  return {
    value,
    problems,
    place: (path, at, offset = 0) => {
      const { keyAt, valueAt } = find(path);
      return source.place((at === 'key' ? keyAt : (valueAt ?? keyAt)) + offset);
    },
    holds: (path) => find(path).exists,
    wording: (path) => {
      const { node } = find(path);
      const range = node?.range;
      if (range === undefined || range === null) return undefined;
      const words = text.slice(range[0], range[1]);
      const isLong = words.length > MAX_WORDING || words.includes('\n');
      return isLong ? cut(flowText(node!.toJS(document))) : words;
    },
  };
}

function parse(text: string, source: Source): Document {
  try {
    return parseDocument(text, {
      lineCounter: source.lines,
      prettyErrors: false,
      strict: true,
      // It would compare each key with each: `repeatedKeys` needs one look.
      uniqueKeys: false,
      logLevel: 'error',
    });
  } catch (error) {
    // The parser's stack ran out.
    if (error instanceof RangeError)
      throw new ScenarioError([tooDeep({ kind: 'file', file: source.file })]);
    throw error;
  }
}

function tooDeep(place: Place): Problem {
  return { place, setting: '', ...ENDLESS, suggestion: undefined };
}

function cut(text: string): string {
  return text.length <= MAX_WORDING ? text : `${text.slice(0, MAX_WORDING - 1)}…`;
}

/** A value that takes several lines, on one: `{ distribution: lognormal, median: 300ms }`. */
function flowText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  if (!isBlock(value)) return cut(String(value));
  const entries = Object.entries(value).map(([key, entry]) => `${key}: ${flowText(entry)}`);
  return `{ ${entries.join(', ')} }`;
}

class Source {
  readonly file: string;
  private readonly text: string;
  readonly lines: LineCounter;

  constructor(file: string, text: string, lines: LineCounter) {
    this.file = file;
    this.text = text;
    this.lines = lines;
  }

  place(offset: number): Place {
    const { line, col } = this.lines.linePos(offset);
    const start = this.lines.lineStarts[line - 1] ?? 0;
    let end = this.lines.lineStarts[line] ?? this.text.length;
    while (end > start && /[\r\n]/.test(this.text[end - 1]!)) end--;
    const lineText = this.text.slice(start, end);
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

/** `a: &a [*a]` would be a value within itself; what walks the values stands on the stack for each block. */
function refuseEndless(document: Document, source: Source): void {
  visit(document, {
    Collection(_, { range }, above) {
      if (above.length > 2 * MAX_DEPTH) throw new ScenarioError([tooDeep(source.place(range![0]))]);
    },
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

function repeatedKeys(document: Document, source: Source): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) {
          const found = 'this key a second time in the same block';
          const place = source.place(key.range![0]);
          const problem = { place, setting: '', found, expected: 'each key once' };
          problems.push({ ...problem, suggestion: undefined });
        }
        seen.add(key.value);
      }
    },
  });
  return problems;
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
