import type { Result } from '../../experiment/result.ts';
import { armTitle } from '../arm-title.ts';
import { cellsOf } from '../cells.ts';
import { type CostMatrix, costMatrix } from '../cost-matrix.ts';
import type { Paint } from '../paint.ts';
import { wrap } from '../wrap.ts';
import { gridLines } from './grid.ts';

const WIDEST_NAME = 20;
/** Prose in longer lines is hard to read. */
const PROSE_WIDTH = 98;

/**
 * What trouble costs, an arm a column, and of two arms in words below; nothing where the scenario names no
 * prices. Arms for which there is no room beside the others stand below them.
 */
export function costLines(result: Result, width: number, paint: Paint): string[] {
  const matrix = costMatrix(result);
  if (matrix === undefined) return [];
  const names = result.arms.map((arm) => wrap(armTitle(arm), WIDEST_NAME).join('\n'));
  const words = wrap(matrix.verdict.join(' '), Math.min(width - 2, PROSE_WIDTH));
  return [
    ...grids(matrix, names, width, paint),
    ...(matrix.verdict.length === 0 ? [] : ['', ...words.map((line) => `  ${line}`)]),
  ];
}

/** In as few blocks of columns as fit. */
function grids(
  { title, rows }: CostMatrix,
  names: readonly string[],
  width: number,
  paint: Paint,
): string[] {
  for (let columns = names.length; ; columns--) {
    const blocks = Array.from({ length: Math.ceil(names.length / columns) }, (_, block) => {
      const from = block * columns;
      return gridLines(
        [title, ...names.slice(from, from + columns)],
        rows.map(({ label, cells }) => [label, ...cells.slice(from, from + columns)]),
        ['left', ...names.slice(from, from + columns).map(() => 'right' as const)],
        paint,
      );
    });
    const fits = blocks.flat().every((line) => cellsOf(line) <= width);
    if (fits || columns === 1) {
      return blocks.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
    }
  }
}
