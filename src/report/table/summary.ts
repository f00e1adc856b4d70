import type { ArmResult } from '../../experiment/result.ts';
import { armTitle } from '../arm-title.ts';
import { cellsOf } from '../cells.ts';
import type { Paint } from '../paint.ts';
import { type Figure, type Section, summarySections } from '../summary.ts';
import { wrap } from '../wrap.ts';
import { evenParts } from './even-parts.ts';
import { gridLines } from './grid.ts';

/** A name in a head is broken into lines no longer than this. */
const WIDEST_NAME = 20;

/**
 * The totals, one column an arm, and of two arms how they differ: in `width` cells as much of it as there is
 * room for. Money gives up its cents first, then the difference goes.
 */
export function summaryLines(arms: readonly ArmResult[], width: number, paint: Paint): string[] {
  const fits = (lines: readonly string[]) => lines.every((line) => cellsOf(line) <= width);
  const [exact, whole] = [summarySections(arms), summarySections(arms, 'whole')];
  const tables = [
    ...(arms.length === 2 ? [() => table(exact, arms, true, paint)] : []),
    ...(arms.length === 2 ? [() => table(whole, arms, true, paint)] : []),
    () => table(exact, arms, false, paint),
  ];
  for (const draw of tables) {
    const lines = draw();
    if (fits(lines)) return lines;
  }
  const narrowest = table(whole, arms, false, paint);
  return arms.length <= 2 || fits(narrowest) ? narrowest : inParts(arms, width, paint);
}

/** As many arms beside one another as there is room for, the others below. */
function inParts(arms: readonly ArmResult[], width: number, paint: Paint): string[] {
  for (let parts = 2; ; parts++) {
    const tables = evenParts(arms, parts).map((part) =>
      table(summarySections(arms, 'whole', part), part, false, paint),
    );
    const fits = tables.flat().every((line) => cellsOf(line) <= width);
    if (fits || parts === arms.length) {
      return tables.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
    }
  }
}

function table(
  sections: readonly Section[],
  arms: readonly ArmResult[],
  differ: boolean,
  paint: Paint,
): string[] {
  const names = arms.map((arm) => wrap(armTitle(arm), WIDEST_NAME).join('\n'));
  const rows = sections.flatMap(({ title, lines }) =>
    lines.map(({ label, figures, delta }, index) => [
      index === 0 ? `${title} ${label}` : `  ${label}`,
      ...figures.map(cell),
      ...(differ ? [delta] : []),
    ]),
  );
  const head = ['', ...names, ...(differ ? ['difference'] : [])];
  return gridLines(head, rows, ['left', ...head.slice(1).map(() => 'right' as const)], paint);
}

/** The shares of a column stand under one another. */
function cell({ figure, share }: Figure): string {
  return share === undefined ? figure : `${figure} ${share.padStart(7)}`;
}
