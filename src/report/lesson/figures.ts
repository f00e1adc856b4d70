import type { Result } from '../../experiment/result.ts';
import type { Figure } from '../../scenario/lesson.ts';
import { quantityWords } from './quantity-words.ts';

/** What figures are read off. */
export interface FiguresOf {
  readonly result: Result;
}

/** Figures, a line each, an arm a column. */
export function figureRows(figures: readonly Figure[], { result }: FiguresOf): string[][] {
  const arms = result.arms.map(({ name }) => name);
  return [
    ['', ...arms],
    ...figures.map(({ label, quantity }) => [
      label,
      ...arms.map((arm) => quantityWords(quantity, result, arm)),
    ]),
  ];
}
