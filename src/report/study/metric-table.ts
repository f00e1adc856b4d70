import type { DifferenceReading } from '../../experiment/study/reading.ts';
import type { ArmReading } from '../../experiment/study/study.ts';
import { armTitle } from '../arm-title.ts';
import { cellsOf } from '../cells.ts';
import type { Paint } from '../paint.ts';
import { gridLines } from '../table/grid.ts';
import { wrap } from '../wrap.ts';
import { betterIn, differenceText } from './difference-text.ts';
import { type LabelledRow, tellingRows } from './rows.ts';
import { uncertain } from './uncertain.ts';

/** A name in a head is broken into lines no longer than this, over means that have their interval or none. */
const WIDEST_NAME = { over: 18, overBare: 9 };

/** What is told of each arm beside its mean. */
interface Detail {
  readonly differences: boolean;
  readonly betterIn: boolean;
  /** Of the arms' own means: that of the difference is what decides. */
  readonly intervals: boolean;
  /** Without blanks about the ±. */
  readonly tight: boolean;
}

const DETAILS: readonly Detail[] = [
  { differences: true, betterIn: true, intervals: true, tight: false },
  { differences: true, betterIn: false, intervals: true, tight: false },
  { differences: true, betterIn: false, intervals: true, tight: true },
  { differences: true, betterIn: false, intervals: false, tight: true },
  { differences: false, betterIn: false, intervals: true, tight: true },
];

/**
 * Metrics against arms, with their intervals: in `width` cells as much of it as there is room for. Arms that have
 * no room beside each other go on in a further table, whose differences are to the same first arm.
 */
export function metricTables(arms: readonly ArmReading[], width: number, paint: Paint): string[] {
  const [baseline, ...others] = arms;
  const rows = tellingRows(arms);
  const least = DETAILS.findIndex((detail) =>
    fits(metricTable([baseline!, ...others.slice(0, 1)], baseline!, rows, detail, paint), width),
  );
  const detail = DETAILS[least] ?? DETAILS.at(-1)!;
  const lines: string[] = [];
  for (let rest = arms; rest.length > 0; ) {
    let table: string[] = [];
    let taken = rest.length;
    for (; taken > 0; taken--) {
      table = metricTable(rest.slice(0, taken), baseline!, rows, detail, paint);
      if (taken === 1 || fits(table, width)) break;
    }
    if (lines.length > 0) lines.push('');
    lines.push(...table);
    rest = rest.slice(taken);
  }
  return lines;
}

function fits(lines: readonly string[], width: number): boolean {
  return lines.every((line) => cellsOf(line) <= width);
}

function metricTable(
  arms: readonly ArmReading[],
  baseline: ArmReading,
  rows: readonly LabelledRow[],
  detail: Detail,
  paint: Paint,
): string[] {
  const columns = arms.flatMap((arm) => [
    {
      head: name(arm, detail),
      cell: ({ path, unit }: LabelledRow) => meanText(uncertain(arm.metrics[path]!, unit), detail),
    },
    ...(arm === baseline ? [] : differenceColumns(arm, detail)),
  ]);
  const head = ['', ...columns.map((column) => column.head)];
  const cells = rows.map((row, index) => [
    rows[index - 1]?.title === row.title ? `  ${row.label}` : `${row.title} ${row.label}`,
    ...columns.map((column) => column.cell(row)),
  ]);
  return gridLines(head, cells, ['left', ...columns.map(() => 'right' as const)], paint);
}

interface TableColumn {
  readonly head: string;
  readonly cell: (row: LabelledRow) => string;
}

function differenceColumns({ differences }: ArmReading, detail: Detail): TableColumn[] {
  if (!detail.differences) return [];
  const of = ({ path }: LabelledRow): DifferenceReading => differences![path]!;
  return [
    { head: 'difference', cell: (row) => spaced(differenceText(of(row), row), detail) },
    ...(detail.betterIn
      ? [{ head: 'better in', cell: (row: LabelledRow) => betterIn(of(row)) }]
      : []),
  ];
}

function meanText(text: string, detail: Detail): string {
  return detail.intervals ? spaced(text, detail) : text.replace(/ ± [^ ]+/, '');
}

function spaced(text: string, { tight }: Detail): string {
  return tight ? text.replace(' ± ', ' ±') : text;
}

function name(arm: ArmReading, { intervals }: Detail): string {
  return wrap(armTitle(arm), intervals ? WIDEST_NAME.over : WIDEST_NAME.overBare).join('\n');
}
