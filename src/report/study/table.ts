import type { CellReading, Study } from '../../experiment/study/study.ts';
import { createPaint, type Paint } from '../paint.ts';
import { columnsInParts } from '../table/columns-in-parts.ts';
import { tickTable } from '../table/tick-table.ts';
import { wrap } from '../wrap.ts';
import { caveats, headingParts, legend } from './heading.ts';
import { meanResult } from './mean-result.ts';
import { metricTables } from './metric-table.ts';
import { returnFigures } from './returns.ts';
import type { StudyReporter, StudyReporterOptions } from './study-reporter.ts';
import { thresholdLines } from './thresholds.ts';
import { wordedStudy } from './worded-study.ts';

const LEAST_WIDTH = 72;
const PROSE_WIDTH = 100;

/** For people: ticks as means over the seeds, metrics with their intervals, and a verdict that says how sure it is. */
export const table: StudyReporter = {
  name: 'table',
  summary: 'tables and a verdict, to read in a terminal',
  *write(raw, options) {
    const paint = createPaint(options);
    const study = wordedStudy(raw, paint.words);
    const width = Math.max(options.width, LEAST_WIDTH);
    for (const line of screen(study, { ...options, width }, paint)) yield `${line}\n`;
  },
};

function* screen(study: Study, options: StudyReporterOptions, paint: Paint): Generator<string> {
  const { width, quiet } = options;
  if (!quiet) yield* studyTitle(study, width, paint);
  for (const cell of study.cells) {
    if (!quiet && options.ticks) yield* ticks(study, cell, options, paint);
    if (!quiet) {
      yield '';
      yield* metricTables(cell.arms, width, paint);
      yield* wrap(paint.words(legend(study)), width).map((line) => paint.faint(line));
      yield* part('Money', returnLines(study, cell, width, paint), paint);
    }
    yield* conclusion(study, cell, width, paint);
  }
}

function returnLines(
  { scenario }: Study,
  { arms }: CellReading,
  width: number,
  paint: Paint,
): string[] {
  const figures = returnFigures(arms, scenario.currency);
  return figures === undefined ? [] : columnsInParts(figures, width, paint);
}

export function studyTitle(study: Study, width: number, paint: Paint): string[] {
  const { title } = study.scenario;
  const facts = headingParts(study).join(` ${paint.signs.dot} `);
  return [
    ...(title === '' ? [] : wrap(title, width).map((line) => paint.heading(line))),
    ...wrap(facts, width).map((line) => paint.faint(line)),
  ];
}

function* ticks(
  study: Study,
  cell: CellReading,
  options: StudyReporterOptions,
  paint: Paint,
): Generator<string> {
  const lines = [...tickTable(meanResult(study, cell), options, paint)];
  if (lines.length === 0) return;
  yield '';
  yield* lines;
  yield paint.faint('Means over the seeds; the state is the one that most seeds are in.');
}

/** What a table and a chart end with. */
export function* conclusion(
  study: Study,
  cell: CellReading,
  width: number,
  paint: Paint,
): Generator<string> {
  yield* part('Thresholds', thresholdLines(cell.thresholds, width, paint), paint);
  yield* part('Verdict', prose(cell.verdict, width), paint);
  for (const caveat of caveats(study)) {
    yield '';
    yield* wrap(caveat, width).map((line) => paint.warning(line));
  }
}

function prose(sentences: readonly string[], width: number): string[] {
  if (sentences.length === 0) return [];
  return wrap(sentences.join(' '), Math.min(width, PROSE_WIDTH) - 2).map((line) => `  ${line}`);
}

function* part(title: string, lines: readonly string[], paint: Paint): Generator<string> {
  if (lines.length === 0) return;
  yield '';
  yield paint.heading(title);
  yield* lines;
}
