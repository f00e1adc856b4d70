import { parseDocument } from 'yaml';

/** A scenario file without these blocks at its top; all else says what it said. */
export function withoutBlocks(text: string, names: readonly string[]): string {
  const document = parseDocument(text);
  for (const name of names) document.delete(name);
  return document.toString({ lineWidth: 0 });
}
