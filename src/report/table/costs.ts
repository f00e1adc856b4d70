import type { Result } from '../../experiment/result.ts';
import { armTitle } from '../arm-title.ts';
import { costMatrix } from '../cost-matrix.ts';
import type { Paint } from '../paint.ts';
import { wrap } from '../wrap.ts';
import { gridLines } from './grid.ts';

const WIDEST_NAME = 20;

/** What trouble costs, an arm a column, and in words below; nothing where the scenario names no prices. */
export function costLines(result: Result, width: number, paint: Paint): string[] {
  const matrix = costMatrix(result);
  if (matrix === undefined) return [];
  const { title, rows, verdicts } = matrix;
  const names = result.arms.map((arm) => wrap(armTitle(arm), WIDEST_NAME).join('\n'));
  const grid = gridLines(
    [title, ...names],
    rows.map(({ label, cells }) => [label, ...cells]),
    ['left', ...names.map(() => 'right' as const)],
    paint,
  );
  const words = verdicts.map((sentences) => wrap(sentences.join(' '), width - 2));
  return [...grid, ...words.flatMap((lines) => ['', ...lines.map((line) => `  ${line}`)])];
}
