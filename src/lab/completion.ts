import { isPair, isScalar, isSeq, type Node, parseDocument, visit } from 'yaml';
import { isBlock, type SettingPath } from '../kernel/settings.ts';

/** What may stand at a place of a scenario's file. */
export interface Suggestion {
  readonly label: string;
  /** What is written for it. */
  readonly text: string;
  readonly detail: string;
}

export interface Suggestions {
  /** Where the word begins that they take the place of. */
  readonly from: number;
  readonly options: readonly Suggestion[];
}

type Schema = Readonly<Record<string, unknown>>;

/** Stands where the cursor is, while the text is looked at. */
const MARK = 'cursorcursorcursor';

/** What a schema (JSON Schema) allows at a place of a text; nothing where the text makes no sense around it. */
export function suggestionsAt(text: string, offset: number, schema: object): Suggestions {
  const from = offset - /[\w-]*$/.exec(text.slice(0, offset))![0].length;
  const rest = text.slice(offset).replace(/^[\w-]+/, '');
  const [before, after] = [text.slice(0, from), rest];
  // As a key, then as a value: whichever can be read.
  for (const word of after.startsWith(':') ? [MARK] : [`${MARK}: `, MARK]) {
    const place = placeOf(before + word + after);
    if (place === undefined) continue;
    const { path, isKey, root } = place;
    const options = isKey
      ? keysAt(schema as Schema, root, path, after.startsWith(':'))
      : valuesAt(schema as Schema, root, path);
    return { from, options };
  }
  return { from, options: [] };
}

interface Spot {
  readonly path: SettingPath;
  readonly isKey: boolean;
  /** The whole document, as far as it can be read. */
  readonly root: unknown;
}

function placeOf(text: string): Spot | undefined {
  const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: false });
  if (document.errors.length > 0) return undefined;
  let found: Spot | undefined;
  visit(document, {
    Scalar(key, node, above) {
      if (String(node.value) !== MARK) return undefined;
      const isKey = key === 'key';
      const path = pathOf(isKey ? above.slice(0, -1) : above, node);
      found = { path, isKey, root: document.toJS() as unknown };
      return visit.BREAK;
    },
  });
  return found;
}

/** The keys and positions that lead to a node, from what stands above it. */
function pathOf(above: readonly unknown[], node: Node): SettingPath {
  return above.flatMap((parent, depth): SettingPath => {
    if (isPair(parent)) return isScalar(parent.key) ? [String(parent.key.value)] : [];
    const child = above[depth + 1] ?? node;
    return isSeq(parent) ? [Math.max(0, parent.items.indexOf(child as Node))] : [];
  });
}

function keysAt(
  schema: Schema,
  root: unknown,
  path: SettingPath,
  isWritten: boolean,
): Suggestion[] {
  const here = valueAt(root, path);
  const present = isBlock(here) ? Object.keys(here) : [];
  const seen = new Map<string, Suggestion>();
  for (const block of schemasAt(schema, root, path)) {
    for (const [label, property] of Object.entries((block.properties ?? {}) as Schema)) {
      if (present.includes(label) || seen.has(label)) continue;
      seen.set(label, {
        label,
        text: isWritten ? label : `${label}: `,
        detail: isBlock(property) ? describe(property) : '',
      });
    }
  }
  return [...seen.values()];
}

function describe({ description, default: usual }: Schema): string {
  const words = typeof description === 'string' ? description : '';
  if (usual === undefined || usual === '') return words;
  return `${words}${words === '' ? '' : '; '}left out: ${typeof usual === 'string' ? usual : JSON.stringify(usual)}`;
}

function valuesAt(schema: Schema, root: unknown, path: SettingPath): Suggestion[] {
  const seen = new Map<string, Suggestion>();
  for (const one of schemasAt(schema, root, path)) {
    const words = [
      ...(Array.isArray(one.enum) ? one.enum : []),
      ...('const' in one ? [one.const] : []),
    ];
    if (one.type === 'boolean') words.push(true, false);
    for (const word of words) {
      const label = String(word);
      seen.set(label, { label, text: label, detail: describe(one) });
    }
  }
  return [...seen.values()];
}

/** Every schema that a place may have to obey, of alternatives those that fit what stands beside it. */
function schemasAt(schema: Schema, root: unknown, path: SettingPath): Schema[] {
  let here = alternatives(schema, root);
  path.forEach((step, depth) => {
    const value = valueAt(root, path.slice(0, depth + 1));
    here = here.flatMap((one) => {
      const child = childOf(one, step);
      return child === undefined ? [] : alternatives(child, value);
    });
  });
  return here;
}

function childOf(schema: Schema, step: string | number): Schema | undefined {
  if (typeof step === 'number') return asSchema(schema.items);
  const properties = asSchema(schema.properties) ?? {};
  return asSchema(properties[step]) ?? asSchema(schema.additionalProperties);
}

/** The branches of a schema; where one of them tells its kind, and the value tells another, it is none. */
function alternatives(schema: Schema, value: unknown): Schema[] {
  const branches = [schema.anyOf, schema.oneOf, schema.allOf]
    .flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []))
    .flatMap((branch) => (isBlock(branch) ? alternatives(branch, value) : []));
  return [schema, ...branches].filter((one) => fits(one, value));
}

function fits({ properties }: Schema, value: unknown): boolean {
  if (!isBlock(properties) || !isBlock(value)) return true;
  return Object.entries(properties).every(([key, property]) => {
    const written = value[key];
    if (!isBlock(property) || !('const' in property)) return true;
    return (
      written === undefined || written === null || written === MARK || written === property.const
    );
  });
}

function asSchema(value: unknown): Schema | undefined {
  return isBlock(value) ? value : undefined;
}

function valueAt(value: unknown, path: SettingPath): unknown {
  return path.reduce<unknown>((here, step) => {
    if (Array.isArray(here)) return here[Number(step)];
    return isBlock(here) ? here[step as string] : undefined;
  }, value);
}
