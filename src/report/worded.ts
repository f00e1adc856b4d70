import type { Result } from '../experiment/result.ts';

/**
 * A result whose every text, in whatever field it stands, has passed `words`: so no reporter can forget one.
 * Ticks hold no texts of others and stay as they are.
 */
export function worded(result: Result, words: (text: string) => string): Result {
  return wordedTree(result, words, RAW) as Result;
}

const RAW = new Set(['ticks']);

/** The same of any tree; what stands under one of the keys in `raw` stays as it is. */
export function wordedTree(
  value: unknown,
  words: (text: string) => string,
  raw: ReadonlySet<string>,
): unknown {
  if (typeof value === 'string') return words(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => wordedTree(one, words, raw));
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      raw.has(key) ? child : wordedTree(child, words, raw),
    ]),
  );
}
