import type { CellReading, Study } from '../../experiment/study/study.ts';
import { outgoing } from '../../kernel/outgoing.ts';
import { armTitle } from '../arm-title.ts';
import { createPaint } from '../paint.ts';
import { betterIn, differenceText } from './difference-text.ts';
import { caveats, headingParts, legend } from './heading.ts';
import { returnFigures } from './returns.ts';
import { tellingRows } from './rows.ts';
import type { StudyReporter } from './study-reporter.ts';
import { finding } from './thresholds.ts';
import { uncertain } from './uncertain.ts';
import { wordedStudy } from './worded-study.ts';

/** For an issue or a report: verdict and metrics in GitHub's Markdown. */
export const markdown: StudyReporter = {
  name: 'markdown',
  summary: 'a verdict and tables, to paste into an issue',
  *write(raw, { ascii, quiet }) {
    const study = wordedStudy(raw, createPaint({ colour: false, ascii }).words);
    const { scenario, cells } = study;
    yield `# ${prose(scenario.title === '' ? scenario.name : scenario.title)}\n\n`;
    yield `${headingParts(study).map(prose).join(', ')}\n`;
    for (const caveat of caveats(study)) yield `\n**${prose(caveat)}**\n`;
    for (const cell of cells) yield* cellText(study, cell, quiet);
  },
};

function* cellText(study: Study, cell: CellReading, quiet: boolean): Generator<string> {
  if (cell.settings.length > 0) yield `\n## ${cell.settings.map(prose).join(', ')}\n`;
  if (cell.verdict.length > 0) yield `\n${prose(cell.verdict.join(' '))}\n`;
  if (cell.thresholds.length > 0) yield '\n';
  for (const threshold of cell.thresholds) {
    yield `- ${outgoing(threshold.text, 'markdown code')}: **${threshold.verdict}**, ${prose(finding(threshold))}\n`;
  }
  if (quiet) return;
  yield '\n';
  yield* metricRows(cell);
  yield `\n${prose(legend(study))}\n`;
  yield* returnRows(study, cell);
}

function* returnRows({ scenario }: Study, { arms }: CellReading): Generator<string> {
  const figures = returnFigures(arms, scenario.currency);
  if (figures === undefined) return;
  const { title, names, rows } = figures;
  yield '\n';
  yield row([title, ...names].map(prose));
  yield row([':--', ...names.map(() => '--:')]);
  for (const { label, cells } of rows) yield row([label, ...cells].map(prose));
}

function* metricRows({ arms }: CellReading): Generator<string> {
  const against = arms.slice(1).map((arm) => armTitle(arm));
  const head = [
    '',
    ...arms.map(armTitle),
    ...against.flatMap((name) => [
      against.length === 1 ? 'difference' : `difference: ${name}`,
      'better in',
    ]),
  ];
  yield row(head.map(prose));
  yield row(head.map((_, index) => (index === 0 ? ':--' : '--:')));
  for (const one of tellingRows(arms)) {
    const { path, unit, title, label } = one;
    yield row(
      [
        `${title} ${label.trim()}`,
        ...arms.map(({ metrics }) => uncertain(metrics[path]!, unit)),
        ...arms.slice(1).flatMap(({ differences }) => {
          const difference = differences![path]!;
          return [differenceText(difference, one).trimEnd(), betterIn(difference)];
        }),
      ].map(prose),
    );
  }
}

function prose(text: string): string {
  return outgoing(text, 'markdown');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}
