import type { Result } from '../../experiment/result.ts';
import { cellsOf } from '../cells.ts';
import type { Paint } from '../paint.ts';
import { LEAST_RANKING_COLUMNS, rankingTable } from '../ranking.ts';
import { wrap } from '../wrap.ts';
import { type Alignment, gridLines } from './grid.ts';

const WIDEST_NAME = 28;
const WIDEST_HEAD = 12;

/** All arms in a table, the best first: as many of its columns as there is room for. */
export function rankingLines(result: Result, width: number, paint: Paint): string[] {
  const ranking = rankingTable(result);
  if (ranking === undefined) return [];
  for (let columns = ranking.head.length; ; columns--) {
    const lines = gridLines(
      ranking.head.slice(0, columns).map((cell) => wrap(cell, WIDEST_HEAD).join('\n')),
      ranking.rows.map((row) =>
        row
          .slice(0, columns)
          .map((cell, index) => (index === 1 ? wrap(cell, WIDEST_NAME).join('\n') : cell)),
      ),
      ranking.head.slice(0, columns).map((_, index): Alignment => (index === 1 ? 'left' : 'right')),
      paint,
    );
    const fits = lines.every((line) => cellsOf(line) <= width);
    if (fits || columns === LEAST_RANKING_COLUMNS) return lines;
  }
}
