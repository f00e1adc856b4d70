import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import { ScenarioError } from './scenario-error.ts';

/** A row of a CSV file, and the line on which it begins. */
export interface Row {
  readonly line: number;
  readonly fields: readonly string[];
}

/** The rows of a CSV text, its header the first; empty lines are none. Throws ScenarioError. */
export function readRows(text: string, file: string): Row[] {
  const firstLine = /[^\r\n]+/.exec(text.replace(/^\uFEFF/, ''))?.[0] ?? '';
  try {
    const records = parse(text, {
      bom: true,
      info: true,
      delimiter: delimiterOf(firstLine),
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({
      // `lines` is the line on which the record ends; a quoted field may have begun it above.
      line: info.lines - record.reduce((sum, field) => sum + field.split('\n').length - 1, 0),
      fields: record,
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw refusal(file, `text that is no CSV: ${error.message}`, 'CSV with a header line');
  }
}

/** The commonest of the three outside quotes, in the header. */
export function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((delimiter) => ({
    delimiter,
    count: bare.split(delimiter).length,
  }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}

/** Where a field begins in the first line of its row, from 1; 1 too where it begins in a later line. */
export function columnOf(field: number, lineText: string, delimiter: string): number {
  let delimiters = 0;
  let quoted = false;
  for (let place = 0; place < lineText.length; place++) {
    if (delimiters === field) return place + 1;
    if (lineText[place] === '"') quoted = !quoted;
    else if (lineText[place] === delimiter && !quoted) delimiters++;
  }
  return delimiters === field ? lineText.length + 1 : 1;
}

/** A file that cannot be read as a whole. */
export function refusal(file: string, found: string, expected: string): ScenarioError {
  return new ScenarioError([
    { place: { kind: 'file', file }, setting: '', found, expected, suggestion: undefined },
  ]);
}
