import { columnOf, delimiterOf, type Row, readRows, refusal } from '../csv-rows.ts';
import { parseInstant } from '../instant.ts';
import type { Problem } from '../problem.ts';
import { ScenarioError } from '../scenario-error.ts';
import { type Column, columnsOf, EXPECTED, nearTime } from './csv-columns.ts';
import { isBlank, numberOf } from './csv-number.ts';
import { csvRequests } from './csv-requests.ts';
import { type CsvRow, csvSteps } from './csv-steps.ts';
import type { Reading } from './reading.ts';
import type { Recording } from './recording.ts';

/** Bad rows that are shown. */
const SHOWN = 10;
/** Rows that may be bad, of all: a line cut short is no reason to refuse the rest. */
const MOST_BAD = 0.1;

/** A row that is none. */
interface BadRow {
  readonly row: Row;
  readonly field: number;
  readonly found: string;
  readonly expected: string;
}

/**
 * A recording from a CSV file with a header line: a row a step, or a row a request where there is neither a count nor
 * a rate. Throws ScenarioError.
 */
export function readCsv(text: string, file: string, reading: Reading): Recording {
  const rows = readRows(withoutComments(text), file);
  const header = rows[0]?.fields.map((name) => name.trim());
  if (header === undefined) throw refusal(file, 'an empty file', 'a header line and rows');
  const columns = columnsOf(header);
  const time = columns.find(({ meaning }) => meaning.what === 'time');
  if (time === undefined) throw lacking('no column of time', header, file);
  if (rows.length === 1) throw refusal(file, 'no rows below the header', 'at least one');
  const { good, bad } = parted(rows.slice(1), header, columns, time);
  if (bad.length > MOST_BAD * rows.length)
    throw new ScenarioError(problemsOf(bad, text, file, rows.length - 1));
  oneArmOnly(good, columns, file);
  const sorted = [...good].sort((a, b) => a.at - b.at);
  const has = (what: string) => columns.some(({ meaning }) => meaning.what === what);
  const isPerStep = has('requests') || has('rate');
  if (!isPerStep && !has('status') && !has('latency')) {
    throw lacking('neither requests nor their rate', header, file);
  }
  const read = isPerStep ? csvSteps : csvRequests;
  const recording = read(sorted, { columns, time, file, reading });
  return withAccount(recording, header, columns, bad);
}

/** Lines at the top that begin with # are no rows; they stay lines, so that those below keep their numbers. */
function withoutComments(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/^\uFEFF?(?:#[^\n]*\n)+/, (lines) => lines.replace(/[^\n]/g, ''));
}

function lacking(what: string, header: readonly string[], file: string): ScenarioError {
  const found = `${what} among ${header.map((name) => JSON.stringify(name)).join(', ')}`;
  const suggestion = what.includes('time') ? nearTime(header) : undefined;
  return new ScenarioError([
    { place: { kind: 'file', file }, setting: '', found, expected: EXPECTED, suggestion },
  ]);
}

function parted(
  rows: readonly Row[],
  header: readonly string[],
  columns: readonly Column[],
  time: Column,
): { good: CsvRow[]; bad: BadRow[] } {
  const good: CsvRow[] = [];
  const bad: BadRow[] = [];
  for (const row of rows) {
    const fault = faultIn(row, header, columns, time);
    if (fault !== undefined) bad.push(fault);
    else good.push({ fields: row.fields, at: timeOf(row.fields[time.place]!)! });
  }
  return { good, bad };
}

function faultIn(
  row: Row,
  header: readonly string[],
  columns: readonly Column[],
  time: Column,
): BadRow | undefined {
  const { length } = row.fields;
  if (length !== header.length) {
    const found = `${length} ${length === 1 ? 'field' : 'fields'}`;
    return { row, field: 0, found, expected: `${header.length}, as in the header` };
  }
  if (timeOf(row.fields[time.place]!) === undefined) {
    const found = JSON.stringify(row.fields[time.place]);
    return {
      row,
      field: time.place,
      found,
      expected: 'a date such as 2026-11-27T00:00:00Z, or a number',
    };
  }
  for (const { place, meaning } of columns) {
    const text = row.fields[place]!.trim();
    if (['time', 'arm', 'status'].includes(meaning.what) || isBlank(text)) continue;
    if (numberOf(text) !== undefined) continue;
    return {
      row,
      field: place,
      found: JSON.stringify(text),
      expected: 'a number of 0 or more, or nothing',
    };
  }
  return undefined;
}

/** As it stands; what a number counts is decided of all of them. */
function timeOf(text: string): number | undefined {
  const trimmed = text.trim();
  return parseInstant(trimmed, 'ms') ?? parseInstant(trimmed, 'iso');
}

function oneArmOnly(rows: readonly CsvRow[], columns: readonly Column[], file: string): void {
  const arm = columns.find(({ meaning }) => meaning.what === 'arm');
  if (arm === undefined) return;
  const arms = [...new Set(rows.map(({ fields }) => fields[arm.place]!.trim()))];
  if (arms.length < 2) return;
  throw refusal(
    file,
    `rows of several arms: ${arms.slice(0, 10).join(', ')}`,
    'one arm, as blackfriday run writes it',
  );
}

function withAccount(
  recording: Recording,
  header: readonly string[],
  columns: readonly Column[],
  bad: readonly BadRow[],
): Recording {
  const kinds = [...new Set(columns.map(({ meaning }) => meaning.what))];
  const used = kinds.map((kind) => {
    const names = columns.filter(({ meaning }) => meaning.what === kind).map(({ name }) => name);
    return `${kind} from ${listed(names)}`;
  });
  const unused = header.filter((name) => !columns.some((column) => column.name === name));
  const { read, assumed, leftOut } = recording.account;
  const first = bad[0]?.row.line;
  return {
    ...recording,
    account: {
      read: [...read, ...used],
      assumed,
      leftOut: [
        ...leftOut,
        ...(bad.length === 0
          ? []
          : [`${bad.length} bad rows, the first of them on line ${first!}`]),
        ...(unused.length === 0 ? [] : [`columns that say nothing here: ${listed(unused)}`]),
      ],
    },
  };
}

const LISTED = 6;

/** Of a hundred names the first few. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, LISTED).join(', ');
  return names.length > LISTED ? `${shown} and ${names.length - LISTED} more` : shown;
}

function problemsOf(bad: readonly BadRow[], text: string, file: string, rows: number): Problem[] {
  const lines = text.split(/\r?\n/);
  const delimiter = delimiterOf(lines.find((line) => line !== '' && !line.startsWith('#')) ?? '');
  const shown = bad.slice(0, SHOWN).map(({ row, field, found, expected }): Problem => {
    const lineText = lines[row.line - 1] ?? '';
    const column = columnOf(field, lineText, delimiter);
    return {
      place: { kind: 'position', file, line: row.line, column, lineText },
      setting: '',
      found,
      expected,
      suggestion: undefined,
    };
  });
  const head: Problem = {
    place: { kind: 'file', file },
    setting: '',
    found: `${bad.length} bad of ${rows} rows${bad.length > SHOWN ? `; the first ${SHOWN} follow` : ''}`,
    expected: 'at most a tenth of them to be bad',
    suggestion: undefined,
  };
  return [head, ...shown];
}
