import type { ArmResult, Result } from '../../experiment/result.ts';
import { armTitle } from '../arm-title.ts';
import { cellsOf, cut, plain } from '../cells.ts';
import { instant, tickDecimals } from '../figures.ts';
import type { Paint } from '../paint.ts';
import { graphTickTables } from '../service-ticks.ts';
import { degradedWords, type GraphTable, graphTables } from '../services.ts';
import { wrapHanging } from '../wrap.ts';
import { gridLines } from './grid.ts';

/** Below the front door a line a service and a line a link: the arms beside one another where there is room. */
export function serviceLines(arms: readonly ArmResult[], width: number, paint: Paint): string[] {
  const tables = graphTables(arms).map((table) => tableLines(table, arms, width, paint));
  const degraded = degradedWords(arms);
  return [
    ...tables.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines])),
    ...(degraded === '' ? [] : wrapHanging(degraded, width).map((line) => paint.faint(line))),
  ];
}

/** The ticks of every service and link, each in a table of its own. */
export function serviceTickLines(
  { arms, scenario }: Result,
  width: number,
  paint: Paint,
): string[] {
  const decimals = tickDecimals(scenario.tickMs);
  return graphTickTables(arms, (startMs) => instant(startMs, decimals)).flatMap((table) => [
    '',
    paint.heading(table.title),
    ...tableLines({ ...table, title: 'time' }, arms, width, paint),
  ]);
}

function tableLines(
  table: GraphTable,
  arms: readonly ArmResult[],
  width: number,
  paint: Paint,
): string[] {
  const fits = (lines: readonly string[]) => lines.every((line) => cellsOf(line) <= width);
  const named = cutNames(table, Math.floor(width / 2), paint);
  const draws = arms.length === 1 ? [besideOneAnother] : [besideOneAnother, below, under];
  for (const draw of draws) {
    const lines = draw(named, arms, paint);
    if (fits(lines)) return lines;
  }
  for (let columns = table.head.length - 1; ; columns--) {
    const lines = draws.at(-1)!(firstColumns(named, columns), arms, paint);
    if (columns === 1 || fits(lines)) return lines;
  }
}

function cutNames(table: GraphTable, width: number, { signs }: Paint): GraphTable {
  const rows = table.rows.map((row) => ({ ...row, label: cut(row.label, width, signs.ellipsis) }));
  return { ...table, rows };
}

function firstColumns({ title, head, rows }: GraphTable, columns: number): GraphTable {
  return {
    title,
    head: head.slice(0, columns),
    rows: rows.map(({ label, arms }) => ({
      label,
      arms: arms.map((cells) => cells.slice(0, columns)),
    })),
  };
}

function besideOneAnother(
  { title, head, rows }: GraphTable,
  arms: readonly ArmResult[],
  paint: Paint,
): string[] {
  const lines = gridLines(
    [title, ...arms.flatMap(() => head)],
    rows.map(({ label, arms: cells }) => [label, ...cells.flat()]),
    ['left', ...arms.flatMap(() => head.map(() => 'right' as const))],
    paint,
  );
  return arms.length === 1 ? lines : [titleLine(lines[0]!, head.length, arms, paint), ...lines];
}

/** The name of each arm over the first of its columns, as far as there is room. */
function titleLine(
  headLine: string,
  columns: number,
  arms: readonly ArmResult[],
  paint: Paint,
): string {
  const text = plain(headLine);
  const bars = [...text].flatMap((sign, at) => (sign === paint.signs.bar ? [at] : []));
  return arms.reduce((line, arm, index) => {
    const from = bars[index * columns]!;
    const until = bars[(index + 1) * columns] ?? text.length;
    const room = Math.max(1, until - from - 2);
    return `${line.padEnd(from)}${paint.signs.bar} ${cut(armTitle(arm), room, paint.signs.ellipsis)}`;
  }, '');
}

/** The arms in a column of their own. */
function below(
  { title, head, rows }: GraphTable,
  arms: readonly ArmResult[],
  paint: Paint,
): string[] {
  return gridLines(
    [title, '', ...head],
    rows.flatMap(({ label, arms: cells }) =>
      cells.map((own, index) => [index === 0 ? label : '', armTitle(arms[index]!), ...own]),
    ),
    ['left', 'left', ...head.map(() => 'right' as const)],
    paint,
  );
}

/** The arms under the name of what they tell of. */
function under(
  { title, head, rows }: GraphTable,
  arms: readonly ArmResult[],
  paint: Paint,
): string[] {
  return gridLines(
    [title, ...head],
    rows.flatMap(({ label, arms: cells }) => [
      [label, ...head.map(() => '')],
      ...cells.map((own, index) => [`  ${armTitle(arms[index]!)}`, ...own]),
    ]),
    ['left', ...head.map(() => 'right' as const)],
    paint,
  );
}
