import { type Document, isAlias, isCollection, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { isBlock, type SettingPath } from '../kernel/settings.ts';

/** A setting of a plain document that is to be another; in the language of the file. */
export interface Change {
  readonly path: SettingPath;
  readonly value: unknown;
}

/**
 * A scenario file with its settings changed to those of `after`, the plain document that it shall be read as; comments,
 * order and layout stay. Values are written over in their places and new ones put behind the others of their block;
 * where that does not do, the file is laid out anew. Undefined where neither does: blocks that share settings by
 * anchors cannot always be told apart.
 */
export function settled(text: string, after: unknown): string | undefined {
  const changes = differences(parseDocument(text).toJS(), after, []);
  const wanted = comparable(after);
  const candidates = [() => spliced(text, changes), () => laidOutAnew(text, changes, after)];
  for (const candidate of candidates) {
    const written = candidate();
    if (comparable(plainValue(written)) === wanted) return written;
  }
  return undefined;
}

/** As text: of services, classes and arms the order means something, of the settings of an entry of a list it does not. */
function comparable(document: unknown): string {
  const ordered = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(ordered);
    if (!isBlock(value)) return value;
    const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
    return Object.fromEntries(entries.map(([key, inner]) => [key, ordered(inner)]));
  };
  return (
    JSON.stringify(document, (_, value) => (Array.isArray(value) ? value.map(ordered) : value)) ??
    ''
  );
}

/** What leads from one plain document to another: the smallest blocks, lists and values that differ. */
export function differences(before: unknown, after: unknown, path: SettingPath): Change[] {
  if (isBlock(before) && isBlock(after)) {
    const gone = Object.keys(before).some((key) => !Object.hasOwn(after, key));
    if (gone) return [{ path, value: after }];
    return Object.entries(after).flatMap(([key, value]) =>
      differences(before[key], value, [...path, key]),
    );
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return after.flatMap((value, place) => differences(before[place], value, [...path, place]));
  }
  return before === after ? [] : [{ path, value: after }];
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly words: string;
}

/** Changes the text itself, as far as it can. */
function spliced(text: string, changes: readonly Change[]): string {
  const document = parseDocument(text);
  const pieces = changes.flatMap((change) => pieceOf(text, document, change) ?? []);
  return pieces
    .reverse()
    .sort((a, b) => b.from - a.from)
    .reduce((whole, { from, to, words }) => whole.slice(0, from) + words + whole.slice(to), text);
}

function pieceOf(text: string, document: Document, { path, value }: Change): Piece | undefined {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  if (node !== undefined) {
    const range = isScalar(node) || isCollection(node) ? node.range : undefined;
    if (!range || range[0] === range[1]) return undefined;
    // A text of several lines has the end of its last one for its own.
    const to = range[0] + text.slice(range[0], range[1]).trimEnd().length;
    const isList = isSeq(node) && node.flow !== true && Array.isArray(value);
    if (isList && value.length > 0)
      return { from: range[0], to, words: inLines(value, marginAt(text, range[0])) };
    const inline = isScalar(node) || (isCollection(node) && node.flow === true);
    return inline ? { from: range[0], to, words: inFlow(value) } : undefined;
  }
  const block = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = isMap(block) ? block.items.at(-1) : undefined;
  const [key, end] = [last?.key, isMap(block) && rangeOf(last?.value)?.[1]];
  if (!isMap(block) || typeof end !== 'number') return undefined;
  const entry = `${String(path.at(-1))}: ${inFlow(value)}`;
  if (block.flow === true) return { from: end, to: end, words: `, ${entry}` };
  const keyAt = rangeOf(key)![0];
  const margin = marginAt(text, keyAt);
  const lineEnd = text.indexOf('\n', end - 1);
  const at = lineEnd < 0 ? text.length : lineEnd;
  return { from: at, to: at, words: `\n${margin}${entry}` };
}

function rangeOf(node: unknown): readonly [number, number, number] | undefined {
  return isScalar(node) || isCollection(node) ? (node.range ?? undefined) : undefined;
}

/** What stands before a place on its line, as blanks. */
function marginAt(text: string, place: number): string {
  return ' '.repeat(place - text.lastIndexOf('\n', place - 1) - 1);
}

/** The entries of a list, a line each; the first goes on where the list begins. */
function inLines(values: readonly unknown[], margin: string): string {
  return values.map((one) => `- ${inFlow(one)}`).join(`\n${margin}`);
}

/** A value on one line, as it may stand in braces. */
export function inFlow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inFlow).join(', ')}]`;
  if (isBlock(value)) {
    const entries = Object.entries(value).map(
      ([key, inner]) => `${keyInFlow(key)}: ${inFlow(inner)}`,
    );
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  if (typeof value !== 'string') return String(value);
  const isPlain = /^[\w.%/+-][\w .%/+-]*$/.test(value) && plainValue(value) === value;
  return isPlain ? value : JSON.stringify(value);
}

/** A key that is more than a name, such as the path of a setting, may hold signs that part values. */
function keyInFlow(key: string): string {
  return /^[\w.-]+(?: [\w.-]+)*$/.test(key) ? key : JSON.stringify(key);
}

/** Writes the document again; an alias on the way to a change is written out. */
function laidOutAnew(text: string, changes: readonly Change[], after: unknown): string {
  const document = parseDocument(text);
  for (const { path, value } of changes) {
    const shared = path.findIndex((_, depth) =>
      isAlias(document.getIn(path.slice(0, depth), true)),
    );
    const place = shared < 0 ? path : path.slice(0, shared);
    const whole = shared < 0 ? value : valueAt(after, place);
    document.setIn(place, document.createNode(whole, { aliasDuplicateObjects: false }));
  }
  return document.toString({ lineWidth: 0 });
}

function plainValue(text: string): unknown {
  const document: Document = parseDocument(text);
  return document.errors.length > 0 ? undefined : document.toJS();
}

function valueAt(value: unknown, path: SettingPath): unknown {
  return path.reduce<unknown>(
    (here, key) => (here as Record<string | number, unknown>)[key],
    value,
  );
}
