import type { TuneResult } from '../../experiment/study/tune/tune-result.ts';
import { outgoing } from '../../kernel/outgoing.ts';
import { csvRow } from '../csv-row.ts';
import { jsonLines } from '../json.ts';
import { createPaint } from '../paint.ts';
import type { SheetFormat } from '../sheet/format.ts';
import { sheetMarkdown } from '../sheet/markdown.ts';
import { sheetLines } from '../sheet/terminal.ts';
import { tuneSheet } from './sheet.ts';

const table: SheetFormat<TuneResult> = {
  name: 'table',
  summary: 'the recommendation and what it rests on, to read in a terminal',
  *write(result, options) {
    const paint = createPaint(options);
    const lines = sheetLines(tuneSheet(result, options.quiet), options.width, paint);
    for (const line of lines) yield `${line}\n`;
  },
};

/** Each member of these stands on a line of its own. */
const ROWS = new Set(['settings', 'candidates', 'legs', 'confirmed']);

const json: SheetFormat<TuneResult> = {
  name: 'json',
  summary: 'one object, the contract blackfriday.tuning/1',
  *write(result) {
    for (const text of tuneJson(result)) yield outgoing(text, 'json');
  },
};

/** Facts that belong together share a line, so that diffs read well. */
export function tuneJson(result: TuneResult): Iterable<string> {
  return jsonLines(result, (key, list) => list && ROWS.has(key));
}

const csv: SheetFormat<TuneResult> = {
  name: 'csv',
  summary: 'the candidates of the race, flat',
  *write({ settings, candidates, aim }) {
    const paths = settings.map(({ path }) => path);
    const figures = ['mean', 'low', 'high'].map((name) => `${aim.metric} ${name}`);
    yield csvRow([...paths, 'race', 'replications', ...figures, 'dropped after', 'reason']);
    for (const { settings: own, leg, replications, value, dropped } of candidates) {
      yield csvRow([
        ...paths.map((path) => own[path] ?? null),
        leg,
        replications,
        ...[value?.mean, value?.low, value?.high].map((figure) => figure ?? null),
        dropped?.after ?? null,
        dropped?.reason.kind ?? null,
      ]);
    }
  },
};

const markdown: SheetFormat<TuneResult> = {
  name: 'markdown',
  summary: 'the recommendation and its tables, to paste into an issue',
  write: (result, { ascii, quiet }) =>
    sheetMarkdown(tuneSheet(result, quiet), createPaint({ colour: false, ascii }).words),
};

/** Every format of a tuning, the default first; a new one is an entry here. */
export const TUNE_FORMATS: readonly SheetFormat<TuneResult>[] = [table, json, csv, markdown];
