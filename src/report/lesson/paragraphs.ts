import { oneLine } from '../../kernel/outgoing.ts';
import { wrap } from '../wrap.ts';

/** Prose in longer lines is hard to read. */
const WIDEST = 96;

/** The paragraphs of a text, each on one line. */
export function paragraphsOf(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map(oneLine)
    .filter((paragraph) => paragraph !== '');
}

/** A text of paragraphs, parted by blank lines, wrapped. */
export function paragraphs(text: string, width: number): string[] {
  return paragraphsOf(text).flatMap((paragraph, index) => [
    ...(index === 0 ? [] : ['']),
    ...wrap(paragraph, Math.min(width, WIDEST)),
  ]);
}
