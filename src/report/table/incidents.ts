import type { ArmResult } from '../../experiment/result.ts';
import { armTitle } from '../arm-title.ts';
import { cellsOf, cut } from '../cells.ts';
import { type IncidentRow, incidentRows, incidentSentences } from '../incidents.ts';
import type { Paint } from '../paint.ts';
import { wrap, wrapItems } from '../wrap.ts';
import { evenParts } from './even-parts.ts';
import { gridLines } from './grid.ts';

/** Narrower than this a cause says nothing. */
const LEAST_CAUSE = 12;
const WIDEST_NAME = 20;

/**
 * What went wrong, an incident a row: orders lost by every arm, and when its service was normal again. Of one
 * arm in sentences. Nothing where the verdict tells it all: of two arms with one incident.
 */
export function incidentLines(arms: readonly ArmResult[], width: number, paint: Paint): string[] {
  if (arms.length === 1) return wrapItems(arms.flatMap(incidentSentences), width);
  const { rows, more } = incidentRows(arms);
  if (rows.length === 0 || (rows.length === 1 && arms.length === 2)) return [];
  return [
    ...inParts(rows, arms, width, paint),
    ...(more === 0
      ? []
      : [paint.faint(`  ${paint.signs.ellipsis} and ${more} more that cost less`)]),
    paint.faint('  orders lost, and when service was normal again'),
  ];
}

/** Of more than two arms as many beside one another as there is room for, the others below. */
function inParts(
  rows: readonly IncidentRow[],
  arms: readonly ArmResult[],
  width: number,
  paint: Paint,
): string[] {
  for (let parts = 1; ; parts++) {
    const places = evenParts([...arms.keys()], parts);
    const tables = places.map((some) =>
      table(
        rows.map((row) => ({ ...row, arms: some.map((place) => row.arms[place]) })),
        some.map((place) => arms[place]!),
        width,
        paint,
      ),
    );
    const fits = tables.flat().every((line) => cellsOf(line) <= width);
    if (fits || arms.length <= 2 || parts === arms.length) {
      return tables.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
    }
  }
}

function table(
  rows: readonly IncidentRow[],
  arms: readonly ArmResult[],
  width: number,
  paint: Paint,
): string[] {
  const cells = arms.map((_, arm) => armCells(rows, arm));
  const draw = (causeWidth: number): string[] =>
    gridLines(
      ['trouble', 'cause', ...arms.map((arm) => wrap(armTitle(arm), WIDEST_NAME).join('\n'))],
      rows.map(({ when, cause }, row) => [
        when,
        cut(cause, causeWidth, paint.signs.ellipsis),
        ...cells.map((column) => column[row]!),
      ]),
      ['left', 'left', ...arms.map(() => 'left' as const)],
      paint,
    );
  const longest = Math.min(width, Math.max(...rows.map(({ cause }) => cellsOf(cause))));
  const tooWide = Math.max(...draw(longest).map(cellsOf)) - width;
  return draw(tooWide <= 0 ? longest : Math.max(LEAST_CAUSE, longest - tooWide));
}

/** Figures stand right, words left, in one column. */
function armCells(rows: readonly IncidentRow[], arm: number): string[] {
  const width = Math.max(...rows.map(({ arms }) => arms[arm]?.lost.length ?? 0));
  return rows.map(({ arms }) => {
    const one = arms[arm];
    return one === undefined ? '' : `${one.lost.padStart(width)}  ${one.recovered}`;
  });
}
