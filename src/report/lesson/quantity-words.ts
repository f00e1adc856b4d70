import { observe } from '../../experiment/claim.ts';
import type { Result } from '../../experiment/result.ts';
import type { Unit } from '../../model/metrics/metric.ts';
import type { Quantity } from '../../scenario/claim.ts';
import type { Prose } from '../../scenario/lesson.ts';
import { count, duration, money, percent } from '../figures.ts';

const NOTHING = '–';

const WORDS: Readonly<Record<Unit, (value: number) => string>> = {
  count: (value) => (Number.isInteger(value) ? count(value) : value.toFixed(2)),
  ms: duration,
  share: percent,
  cents: (value) => money(Math.round(value)),
};

/** What a quantity came to, as people read it; `arm` stands in where it names none. */
export function quantityWords(quantity: Quantity, result: Result, arm: string): string {
  const value = observe(quantity, result.arms, arm);
  return value === null ? NOTHING : WORDS[quantity.unit](value);
}

/** A text with its numbers, on one line a paragraph. */
export function proseWords(prose: Prose, result: Result): string {
  return prose
    .map((part) => (typeof part === 'string' ? part : quantityWords(part, result, '')))
    .join('');
}
