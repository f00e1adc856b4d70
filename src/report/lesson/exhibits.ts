import { sideBySide } from '../../experiment/ranking.ts';
import { verdictOf } from '../../experiment/verdict/overall.ts';
import type { Figure } from '../../scenario/lesson.ts';
import type { Exhibit } from '../../scenario/lesson-schema.ts';
import { cellsOf, plain } from '../cells.ts';
import { callLine, callListHeader } from '../table/call-list.ts';
import { costLines } from '../table/costs.ts';
import { rankingLines } from '../table/ranking.ts';
import { summaryLines } from '../table/summary.ts';
import { tickTable } from '../table/tick-table.ts';
import { terminalChart } from '../terminal-chart/chart.ts';
import type { Look } from '../terminal-chart/look.ts';
import { worded } from '../worded.ts';
import type { Finding } from './evidence.ts';
import { figureTables, STUDY_NOTE } from './figure-tables.ts';
import { paragraphs } from './paragraphs.ts';

export interface PageSize {
  readonly columns: number;
  /** Of each chart. */
  readonly chartRows: number;
}

/** One exhibit of a run. */
export function exhibitLines(
  exhibit: Exhibit,
  { result: found, calls }: Extract<Finding, { kind: 'run' }>,
  { columns, chartRows }: PageSize,
  look: Look,
): string[] {
  const whole = worded(found, look.words);
  const result = sideBySide(whole);
  switch (exhibit) {
    case 'chart':
      return terminalChart(result, { width: columns, rows: chartRows, compact: true }, look);
    case 'calls':
      return dedented([callListHeader(look), ...calls.map((record) => callLine(record, look))]);
    case 'ticks':
      return [...tickTable(result, { width: columns, everyTick: false }, look)];
    case 'summary':
      return summaryLines(result.arms, columns, look);
    case 'costs':
      return costLines(result, columns, look);
    case 'verdict':
      return [
        ...(whole.arms.length < 3 ? [] : [...rankingLines(whole, columns, look), '']),
        ...paragraphs(verdictOf(whole).join(whole.arms.length < 3 ? ' ' : '\n\n'), columns),
      ];
  }
}

/** Without the columns that all lines leave empty at their left: a short run has short numbers. */
function dedented(lines: readonly string[]): string[] {
  const indents = lines.map((line) => /^ */.exec(plain(line))![0].length);
  const common = Math.min(...indents);
  return lines.map((line) => line.replace(' '.repeat(common), ''));
}

export function figureLines(figures: readonly Figure[], finding: Finding, look: Look): string[] {
  const tables = figureTables(figures, finding);
  const lines = tables.flatMap((rows, index) => [
    ...(index === 0 ? [] : ['']),
    ...tableLines(rows, look),
  ]);
  return finding.kind === 'run' ? lines : [...lines, look.faint(`  ${look.words(STUDY_NOTE)}`)];
}

function tableLines(raw: readonly (readonly string[])[], look: Look): string[] {
  const rows = raw.map((row) => row.map((cell) => look.words(cell)));
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => cellsOf(row[column]!))));
  return rows.map((row, index) => {
    const cells = row.map((cell, column) => {
      const padding = ' '.repeat(widths[column]! - cellsOf(cell));
      return column === 0 ? cell + padding : padding + cell;
    });
    const line = `  ${cells.join('   ')}`.trimEnd();
    return index === 0 ? look.faint(line) : line;
  });
}
