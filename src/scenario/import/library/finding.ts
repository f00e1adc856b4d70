import { type Call, Code, isPlain } from '../literal.ts';
import { entry } from '../plain-name.ts';
import type { Source } from '../source.ts';

/** A block of settings and where it stands: its path in a document, or the name that a program gives it. */
export interface FoundBlock {
  readonly path: readonly string[];
  readonly block: Record<string, unknown>;
}

const MAX_DEPTH = 60;

/** Every block in the documents, outer before inner. */
export function blocksIn(documents: readonly unknown[]): FoundBlock[] {
  const found: FoundBlock[] = [];
  const visit = (value: unknown, path: readonly string[]): void => {
    if (path.length > MAX_DEPTH) return;
    if (Array.isArray(value))
      for (const [index, one] of value.entries()) visit(one, [...path, String(index)]);
    if (!isPlain(value)) return;
    found.push({ path, block: value });
    for (const [key, one] of Object.entries(value)) visit(one, [...path, key]);
  };
  for (const document of documents) visit(document, []);
  return found;
}

/** Blocks that hold one of `keys`, in documents, under names of programs and as arguments of calls. */
export function blocksWith(source: Source, keys: readonly string[]): FoundBlock[] {
  const named = [...source.names].flatMap(([name, block]) =>
    isPlain(block) ? [{ path: [name], block }] : [],
  );
  const given = source.calls.flatMap((call) =>
    call.args.flatMap((block) =>
      isPlain(block) ? [{ path: [nameOf(source, call) ?? call.last], block }] : [],
    ),
  );
  const seen = new Set<object>();
  return [...blocksIn(source.documents), ...named, ...given].filter(({ block }) => {
    const fits = keys.some((key) => entry(block, key) !== undefined) && !seen.has(block);
    if (fits) seen.add(block);
    return fits;
  });
}

/** The name that a program gives to a value. */
export function nameOf(source: Source, value: unknown): string | undefined {
  return [...source.names].find(([, one]) => one === value)?.[0];
}

/** Nested blocks as one: `{ a: { b: 1 } }` is `{ 'a.b': 1 }`. */
export function flat(
  block: Readonly<Record<string, unknown>>,
  prefix = '',
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(block).flatMap(([key, value]): [string, unknown][] =>
      isPlain(value)
        ? Object.entries(flat(value, `${prefix}${key}.`))
        : [[`${prefix}${key}`, value]],
    ),
  );
}

/** What a builder was told, by the name of the step: `withDelay(a)` is a, `withBackoff(a, b)` is a list. */
export function steps(call: Call): Record<string, unknown> {
  return Object.fromEntries(
    [call, ...call.chain]
      .filter(({ last }) => !['builder', 'build', 'of', 'ofDefaults'].includes(last))
      .map(({ last, args }) => [last, args.length === 1 ? args[0] : [...args]]),
  );
}

/** What a name of the program stands for; anything else is itself. */
export function resolved(source: Source, value: unknown): unknown {
  return value instanceof Code ? (source.names.get(value.text) ?? value) : value;
}
