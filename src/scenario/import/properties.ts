import { isPlain } from './literal.ts';
import { plain } from './plain-name.ts';

/** Settings by their dotted keys, `a.b[0].c=1`, as nested blocks. */
export function readProperties(text: string): Record<string, unknown> {
  const root: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const joined = text.replace(/\\\r?\n[ \t]*/g, '');
  for (const line of joined.split(/\r?\n/)) {
    const match = /^\s*([^\s#!=:][^\s=:]*)\s*[=:]?\s*(.*?)\s*$/.exec(line);
    if (match !== null) put(root, keysOf(match[1]!), match[2]!);
  }
  return root;
}

/** Whether a text reads as lines of `dotted.key=value`. */
export function isProperties(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => !/^\s*(?:[#!].*)?$/.test(line));
  return lines.length > 0 && lines.every((line) => /^\s*[\w-]+(?:\.[\w[\]-]+)+\s*[=:]/.test(line));
}

/** Keys are cut here: a line has no business to nest deeper. */
const MAX_DEPTH = 30;

function keysOf(dotted: string): string[] {
  return dotted
    .replace(/\[([^\]]*)\]/g, '.$1')
    .split('.')
    .slice(0, MAX_DEPTH);
}

function put(root: Record<string, unknown>, keys: readonly string[], value: string): void {
  let here = root;
  for (const key of keys.slice(0, -1)) {
    const inner = here[key];
    const next = typeof inner === 'object' && inner !== null ? inner : Object.create(null);
    here[key] = next;
    here = next as Record<string, unknown>;
  }
  here[keys.at(-1)!] = scalar(value);
}

/** Blocks whose keys are dotted, `a.b: 1`, as nested blocks; Spring reads YAML so, too. */
export function expanded(value: unknown): unknown {
  if (!isPlain(value)) return value;
  const root: Record<string, unknown> = {};
  for (const [key, one] of Object.entries(value)) {
    const inner = keysOf(key).reduceRight<unknown>(
      (below, name) => ({ [name]: below }),
      expanded(one),
    );
    Object.assign(root, merged(root, inner));
  }
  return root;
}

/** Two blocks as one; where both speak, `above` has the last word. */
export function merged(below: unknown, above: unknown): unknown {
  if (!isPlain(below) || !isPlain(above)) return above;
  const result: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const same = Object.keys(result).find((one) => plain(one) === plain(key)) ?? key;
    result[same] = same in result ? merged(result[same], value) : value;
  }
  return result;
}

function scalar(text: string): unknown {
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}
