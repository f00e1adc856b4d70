import type { DifferenceReading } from '../../experiment/study/reading.ts';
import { seedsText, sizeOf } from '../../experiment/study/seed-set.ts';
import type { ArmReading, CellReading, Study } from '../../experiment/study/study.ts';
import { armTitle } from '../arm-title.ts';
import { cellsOf } from '../cells.ts';
import { count } from '../figures.ts';
import { createPaint, type Paint } from '../paint.ts';
import { provenance } from '../provenance.ts';
import { gridLines } from '../table/grid.ts';
import { wrap } from '../wrap.ts';
import { tellingRows } from './rows.ts';
import type { StudyReporter } from './study-reporter.ts';
import { uncertain } from './uncertain.ts';

const LEAST_WIDTH = 72;
const PROSE_WIDTH = 100;

/** For people: metrics with their intervals, and a verdict that says how sure it is. */
export const table: StudyReporter = {
  name: 'table',
  summary: 'tables and a verdict, to read in a terminal',
  *write(study, options) {
    const paint = createPaint(options);
    const width = Math.max(options.width, LEAST_WIDTH);
    for (const line of screen(study, { width, quiet: options.quiet }, paint)) yield `${line}\n`;
  },
};

function* screen(
  study: Study,
  { width, quiet }: { width: number; quiet: boolean },
  paint: Paint,
): Generator<string> {
  if (!quiet) yield* heading(study, width, paint);
  for (const cell of study.cells) {
    if (!quiet) {
      yield '';
      yield* metricLines(cell, width, paint);
    }
    yield* part('Verdict', prose(cell.verdict, width), paint);
  }
}

function* heading(study: Study, width: number, paint: Paint): Generator<string> {
  const { title } = study.scenario;
  const seeds = study.cells[0]!.seeds;
  const facts = [
    ...provenance(study.scenario),
    `${count(sizeOf(seeds))} seeds (${seedsText(seeds)})`,
  ];
  if (title !== '') yield* wrap(paint.words(title), width).map((line) => paint.heading(line));
  const text = facts.map(paint.words).join(` ${paint.signs.dot} `);
  yield* wrap(text, width).map((line) => paint.faint(line));
}

function metricLines({ arms }: CellReading, width: number, paint: Paint): string[] {
  const whole = metricTable(arms, true, paint);
  if (whole.every((line) => cellsOf(line) <= width)) return whole;
  return metricTable(arms, false, paint);
}

function metricTable(arms: readonly ArmReading[], counts: boolean, paint: Paint): string[] {
  const [, ...others] = arms;
  const against = others.flatMap(() => ['difference', ...(counts ? ['better in'] : [])]);
  const head = ['', ...arms.map(armTitle), ...against];
  const rows = tellingRows(arms).map(({ path, unit, label }) => [
    label,
    ...arms.map(({ metrics }) => uncertain(metrics[path]!, unit)),
    ...others.flatMap(({ differences }) => {
      const difference = differences![path]!;
      const tilde = difference.verdict === '~' ? ' ~' : '  ';
      return [
        difference.mean === null ? '' : uncertain(difference, unit, true) + tilde,
        ...(counts ? [betterIn(difference)] : []),
      ];
    }),
  ]);
  return gridLines(head, rows, ['left', ...head.slice(1).map(() => 'right' as const)], paint);
}

function betterIn({ betterIn: found, seeds }: DifferenceReading): string {
  return found === null || seeds === 0 ? '' : `${found.better}/${seeds}`;
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
