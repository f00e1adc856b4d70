import { observe } from '../../experiment/claim.ts';
import type { Result } from '../../experiment/result.ts';
import type { Quantity } from '../../scenario/claim.ts';
import type { Prose } from '../../scenario/lesson.ts';
import { WRITTEN } from '../summary.ts';

const NOTHING = '–';

/** What a quantity came to, as people read it; `arm` stands in where it names none. */
export function quantityWords(quantity: Quantity, result: Result, arm: string): string {
  const value = observe(quantity, result.arms, arm);
  return value === null ? NOTHING : WRITTEN[quantity.unit](value);
}

/** A text with its numbers, on one line a paragraph. */
export function proseWords(prose: Prose, result: Result): string {
  return prose
    .map((part) => (typeof part === 'string' ? part : quantityWords(part, result, '')))
    .join('');
}
