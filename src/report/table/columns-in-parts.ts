import { cellsOf } from '../cells.ts';
import type { Paint } from '../paint.ts';
import { wrap } from '../wrap.ts';
import { evenParts } from './even-parts.ts';
import { gridLines } from './grid.ts';

const WIDEST_NAME = 20;

/** A table of figures: a label a row, and a named column for each of them. */
export interface Figures {
  readonly title: string;
  readonly names: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
}

/** As many columns beside one another as there is room for, the others below, under the same labels. */
export function columnsInParts(
  { title, names, rows }: Figures,
  width: number,
  paint: Paint,
): string[] {
  for (let parts = 1; ; parts++) {
    const tables = evenParts([...names.keys()], parts).map((places) =>
      gridLines(
        [title, ...places.map((place) => wrap(names[place]!, WIDEST_NAME).join('\n'))],
        rows.map(({ label, cells }) => [label, ...places.map((place) => cells[place]!)]),
        ['left', ...places.map(() => 'right' as const)],
        paint,
      ),
    );
    const fits = tables.flat().every((line) => cellsOf(line) <= width);
    if (fits || parts >= names.length) {
      return tables.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
    }
  }
}
