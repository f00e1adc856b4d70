import { html } from './dom.ts';

/** Hands the reader a file. */
export function save(name: string, parts: readonly BlobPart[], type: string): void {
  const url = URL.createObjectURL(new Blob([...parts], { type }));
  html('a', { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}
