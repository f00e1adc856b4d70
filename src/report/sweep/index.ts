import type { Study } from '../../experiment/study/study.ts';
import type { SweepFacts } from '../../experiment/study/sweep/sweep-result.ts';
import { outgoing } from '../../kernel/outgoing.ts';
import { csvRow } from '../csv-row.ts';
import { jsonLines } from '../json.ts';
import { createPaint } from '../paint.ts';
import type { SheetFormat } from '../sheet/format.ts';
import { sheetMarkdown } from '../sheet/markdown.ts';
import { sheetLines } from '../sheet/terminal.ts';
import { sweepSheet } from './sheet.ts';

/** A study with its sweep: what every format is made of. */
export interface SweptStudy extends SweepFacts {
  readonly study: Study;
}

const table: SheetFormat<SweptStudy> = {
  name: 'table',
  summary: 'a map of the grid, its cells ranked, and a verdict, to read in a terminal',
  *write(swept, options) {
    const paint = createPaint(options);
    const lines = sheetLines(sweepSheet(swept, options.quiet), options.width, paint);
    for (const line of lines) yield `${line}\n`;
  },
};

/** Each member of these stands on a line of its own, however deep it is. */
const ROWS = new Set([
  'metrics',
  'differences',
  'facts',
  'accounts',
  'script',
  'axes',
  'arms',
  'flips',
]);

const json: SheetFormat<SweptStudy> = {
  name: 'json',
  summary: 'one object, the contract blackfriday.study/1 with its cells',
  *write(swept) {
    for (const text of sweepJson(swept)) yield outgoing(text, 'json');
  },
};

/** Facts that belong together share a line, so that diffs read well. */
export function sweepJson({ study, sweep }: SweptStudy): Iterable<string> {
  const { plan, findings, ...rest } = study;
  return jsonLines({ ...rest, sweep, plan, findings }, (key) => ROWS.has(key));
}

const csv: SheetFormat<SweptStudy> = {
  name: 'csv',
  summary: 'the cells, flat: a row for each arm of each',
  *write({ sweep: { axes, cells, metric } }) {
    yield csvRow([
      ...axes.map(({ path }) => path),
      'arm',
      'seeds',
      ...['mean', 'low', 'high'].map((name) => `${metric} ${name}`),
      ...['mean', 'low', 'high'].map((name) => `difference ${name}`),
      'verdict',
      'better in',
    ]);
    for (const { values, arms } of cells) {
      for (const { name, value, difference } of arms) {
        yield csvRow([
          ...values,
          name,
          value.seeds,
          value.mean,
          value.interval?.low ?? null,
          value.interval?.high ?? null,
          difference?.mean ?? null,
          difference?.interval?.low ?? null,
          difference?.interval?.high ?? null,
          difference?.verdict ?? null,
          difference?.betterIn?.better ?? null,
        ]);
      }
    }
  },
};

const markdown: SheetFormat<SweptStudy> = {
  name: 'markdown',
  summary: 'the grid, its cells and a verdict, to paste into an issue',
  write: (swept, { ascii, quiet }) =>
    sheetMarkdown(sweepSheet(swept, quiet), createPaint({ colour: false, ascii }).words),
};

/** Every format of a sweep, the default first; a new one is an entry here. */
export const SWEEP_FORMATS: readonly SheetFormat<SweptStudy>[] = [table, json, csv, markdown];
