import type { Result } from '../../experiment/result.ts';
import { armTitle } from '../arm-title.ts';
import { costMatrix } from '../cost-matrix.ts';
import type { Paint } from '../paint.ts';
import { wrap } from '../wrap.ts';
import { columnsInParts } from './columns-in-parts.ts';

/** Prose in longer lines is hard to read. */
const PROSE_WIDTH = 98;

/** What trouble costs, an arm a column, and of two arms in words below; nothing where no prices are named. */
export function costLines(result: Result, width: number, paint: Paint): string[] {
  const matrix = costMatrix(result);
  if (matrix === undefined) return [];
  const { verdict } = matrix;
  const words = wrap(verdict.join(' '), Math.min(width - 2, PROSE_WIDTH));
  return [
    ...columnsInParts({ ...matrix, names: result.arms.map(armTitle) }, width, paint),
    ...(verdict.length === 0 ? [] : ['', ...words.map((line) => `  ${line}`)]),
  ];
}
