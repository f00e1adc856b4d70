import { wrap } from '../wrap.ts';

/** Prose in longer lines is hard to read. */
const WIDEST = 96;

/** A text of paragraphs, parted by blank lines, wrapped. */
export function paragraphs(text: string, width: number): string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
    .flatMap((paragraph, index) => [
      ...(index === 0 ? [] : ['']),
      ...wrap(paragraph, Math.min(width, WIDEST)),
    ]);
}
