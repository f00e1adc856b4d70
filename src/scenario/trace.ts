import { toGrid } from '../kernel/grid.ts';
import { nearestName } from '../kernel/settings.ts';
import type { RecordedOrders, TimeUnit } from '../model/traffic/trace.ts';
import { columnOf, delimiterOf, type Row, readRows, refusal } from './csv-rows.ts';
import { isNumber, parseInstant } from './instant.ts';
import type { Place, Problem } from './problem.ts';
import { ScenarioError } from './scenario-error.ts';

/** How to read a trace: the names of its columns, and how many times faster than recorded it runs. */
export interface TraceSettings {
  readonly file: string;
  readonly time: string;
  /** Undefined: dates where most instants are none but dates, otherwise ms. */
  readonly timeUnit: TimeUnit | undefined;
  /** Null where the amounts come from elsewhere. */
  readonly amount: string | null;
  readonly speed: number;
}

/** Bad rows that are shown; the rest are counted. */
const ROWS_SHOWN = 10;
const AMOUNT = /^(\d+)(?:\.(\d+))?$/;
const MAX_CENTS = 1e11;

interface Fault {
  /** The position of the bad field; 0 where the whole row is bad. */
  readonly field: number;
  readonly found: string;
  readonly expected: string;
}

type BadRow = Fault & { readonly row: Row };

/**
 * The orders of a CSV file with a header line, sorted by time, instants counted from the earliest. One
 * bad row and the file is refused: a row skipped in silence would falsify the load. Throws ScenarioError.
 */
export function readTrace(text: string, settings: TraceSettings): RecordedOrders {
  const rows = readRows(text, settings.file);
  const header = rows[0]?.fields;
  if (header === undefined)
    throw refusal(settings.file, 'an empty file', 'a header line and orders');
  const names = header.map((name) => name.trim());
  const timeColumn = column(names, settings.time, 'time', settings.file);
  const amountColumn =
    settings.amount === null ? undefined : column(names, settings.amount, 'amount', settings.file);
  const orders = rows.slice(1);
  if (orders.length === 0)
    throw refusal(settings.file, 'no orders below the header', 'at least one');

  const instantTexts = orders.map(({ fields }) => (fields[timeColumn] ?? '').trim());
  const timeUnit = settings.timeUnit ?? inferredUnit(instantTexts);
  const instants = new Float64Array(orders.length);
  const cents = amountColumn === undefined ? null : new Float64Array(orders.length);
  const bad: BadRow[] = [];
  orders.forEach((row, index) => {
    const instant = parseInstant(instantTexts[index]!, timeUnit);
    const amount =
      amountColumn === undefined ? 0 : toCents((row.fields[amountColumn] ?? '').trim());
    instants[index] = instant ?? 0;
    if (cents !== null) cents[index] = amount ?? 0;
    const fault = rowFault(row, names, instant, timeColumn, timeUnit, amount, amountColumn);
    if (fault !== undefined) bad.push({ row, ...fault });
  });
  if (bad.length > 0) throw new ScenarioError(badRows(bad, orders.length, text, settings.file));
  return { ...inOrder(instants, cents, settings.speed), timeUnit };
}

/** As most instants are: a bare number is taken for ms, which the scenario's warnings say. */
function inferredUnit(instants: readonly string[]): TimeUnit {
  return instants.filter(isNumber).length * 2 >= instants.length ? 'ms' : 'iso';
}

function column(names: readonly string[], name: string, setting: string, file: string): number {
  const index = names.indexOf(name);
  if (index >= 0 && names.lastIndexOf(name) === index) return index;
  throw new ScenarioError([
    {
      place: { kind: 'file', file },
      setting: `traffic.${setting}`,
      found: `${index < 0 ? 'no column' : 'several columns'} ${JSON.stringify(name)}`,
      expected: index < 0 ? `one of ${names.join(', ')}` : 'one of that name',
      suggestion: index < 0 ? nearestName(name, names) : undefined,
    },
  ]);
}

function rowFault(
  { fields }: Row,
  names: readonly string[],
  instant: number | undefined,
  timeColumn: number,
  timeUnit: TimeUnit,
  amount: number | undefined,
  amountColumn: number | undefined,
): Fault | undefined {
  const count = fields.length;
  if (count !== names.length) {
    const found = `${count} ${count === 1 ? 'field' : 'fields'}`;
    return { field: 0, found, expected: `${names.length}, as in the header` };
  }
  if (instant === undefined) {
    const expected =
      timeUnit === 'iso' ? 'a date such as 2026-11-27T00:00:00Z' : `a number of ${timeUnit}`;
    return { field: timeColumn, found: JSON.stringify(fields[timeColumn]), expected };
  }
  if (amount === undefined) {
    const found = JSON.stringify(fields[amountColumn!]);
    return { field: amountColumn!, found, expected: 'an amount such as 19.99' };
  }
  return undefined;
}

/** `19.99` → 1999: whole cents, half a cent rounded up, decided on the digits and not on a double. */
function toCents(text: string): number | undefined {
  const match = AMOUNT.exec(text);
  if (match === null) return undefined;
  const digits = (match[2] ?? '').padEnd(3, '0');
  const cents = Number(match[1]) * 100 + Number(digits.slice(0, 2)) + (digits[2]! >= '5' ? 1 : 0);
  return cents <= MAX_CENTS ? cents : undefined;
}

/** Orders of the same instant stay in the order of the file. */
function inOrder(
  instants: Float64Array,
  cents: Float64Array | null,
  speed: number,
): Omit<RecordedOrders, 'timeUnit'> {
  const order = Array.from(instants, (_, index) => index).sort(
    (a, b) => instants[a]! - instants[b]!,
  );
  const earliest = instants[order[0]!]!;
  return {
    instantsMs: Float64Array.from(order, (index) => toGrid((instants[index]! - earliest) / speed)),
    amountCents: cents === null ? null : Float64Array.from(order, (index) => cents[index]!),
  };
}

function badRows(bad: readonly BadRow[], rows: number, text: string, file: string): Problem[] {
  const lines = text.split(/\r?\n/);
  const delimiter = delimiterOf(lines[0]!);
  const shown = bad.slice(0, ROWS_SHOWN).map(({ row, field, found, expected }): Problem => {
    const lineText = lines[row.line - 1] ?? '';
    const column = columnOf(field, lineText, delimiter);
    const place: Place = { kind: 'position', file, line: row.line, column, lineText };
    return { place, setting: '', found, expected, suggestion: undefined };
  });
  const found = `${bad.length.toLocaleString('en')} bad of ${rows.toLocaleString('en')} rows${
    bad.length > ROWS_SHOWN ? `; the first ${ROWS_SHOWN} follow` : ''
  }`;
  const place: Place = { kind: 'file', file };
  const expected = 'every row to be an order: none is skipped';
  return [{ place, setting: '', found, expected, suggestion: undefined }, ...shown];
}
