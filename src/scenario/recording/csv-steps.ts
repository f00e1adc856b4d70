import { refusal } from '../csv-rows.ts';
import { isNumber } from '../instant.ts';
import type { Column } from './csv-columns.ts';
import { isBlank, numberOf } from './csv-number.ts';
import type { Quantile, Told } from './latency.ts';
import type { Reading } from './reading.ts';
import { EMPTY_STEP, type Recording, type Step, stepsTogether } from './recording.ts';
import { inMs, type LatencyUnit } from './request-time.ts';

/** A sound row, and the number that its time is: of what, is decided of all of them. */
export interface CsvRow {
  readonly fields: readonly string[];
  readonly at: number;
}

/** What rows are read by. */
export interface CsvShape {
  readonly columns: readonly Column[];
  readonly time: Column;
  readonly file: string;
  readonly reading: Reading;
}

/** So many steps may be missing in a row before it is taken for another recording. */
const MOST_MISSING = 1_000;

/** Rows that each tell of a step of time, in order of time. */
export function csvSteps(rows: readonly CsvRow[], shape: CsvShape): Recording {
  const { reading, file } = shape;
  const clock = clockOf(rows, shape.time);
  const kept = rows.filter(({ at }) => isWithin(at * clock.factor, reading));
  const instants = [...new Set(kept.map(({ at }) => at * clock.factor))];
  if (instants.length < 2) {
    throw refusal(
      file,
      instants.length === 0 ? 'no rows between --start and --end' : 'rows of one instant only',
      'at least two steps of time',
    );
  }
  const rowMs = commonGap(instants);
  const units = unitsOf(kept, shape);
  const { narrow, missing } = inEvenSteps(
    kept.map((row) => ({
      place: Math.round((row.at * clock.factor - instants[0]!) / rowMs),
      step: stepOf(row, shape, rowMs, units),
    })),
    file,
  );
  const factor = Math.max(1, Math.round((reading.stepMs ?? rowMs) / rowMs));
  const steps = Array.from({ length: Math.floor(narrow.length / factor) }, (_, i) =>
    stepsTogether(narrow.slice(i * factor, (i + 1) * factor)),
  );
  return {
    kind: 'CSV',
    name: file,
    startMs: clock.isCalendar ? instants[0]! : null,
    stepMs: rowMs * factor,
    steps,
    isCounted: shape.columns.some(({ meaning }) => meaning.what === 'requests'),
    account: {
      read: [`${kept.length} rows, ${rowMs / 1000} s apart`],
      assumed: [
        ...clock.words,
        'a row tells of the time from its own to that of the next',
        ...units.words,
        ...(missing > 0
          ? [`${missing} steps without a row are taken to be as the one before`]
          : []),
      ],
      leftOut:
        kept.length < rows.length
          ? [`${rows.length - kept.length} rows before --start or after --end`]
          : [],
    },
  };
}

/** A step a place, from 0 on, in order; rows of one place are one step, and where there is none it is as the one before. */
function inEvenSteps(
  placed: readonly { readonly place: number; readonly step: Step }[],
  file: string,
): { narrow: Step[]; missing: number } {
  const parts = new Map<number, Step[]>();
  for (const { place, step } of placed) {
    const there = parts.get(place);
    if (there === undefined) parts.set(place, [step]);
    else there.push(step);
  }
  const count = placed.at(-1)!.place + 1;
  const missing = count - parts.size;
  if (missing > MOST_MISSING) {
    throw refusal(file, `gaps of ${missing} rows between its rows`, 'steps of one width');
  }
  const narrow: Step[] = [];
  for (let i = 0; i < count; i++) {
    const there = parts.get(i);
    narrow.push(there === undefined ? (narrow.at(-1) ?? EMPTY_STEP) : stepsTogether(there));
  }
  return { narrow, missing };
}

interface Clock {
  /** From the number of a row to ms. */
  readonly factor: number;
  readonly isCalendar: boolean;
  readonly words: readonly string[];
}

/** Numbers of this size can only be ms, or seconds, since 1970. */
const EPOCH_MS = 1e11;
const EPOCH_S = 1e8;

export function clockOf(rows: readonly CsvRow[], time: Column): Clock {
  const first = rows[0];
  const isDate = first !== undefined && !isNumber(first.fields[time.place]!.trim());
  if (first === undefined || isDate || first.at >= EPOCH_MS)
    return { factor: 1, isCalendar: true, words: [] };
  if (first.at >= EPOCH_S) return { factor: 1000, isCalendar: true, words: [] };
  const isMs = /ms|milli/i.test(time.name);
  const unit = isMs ? 'milliseconds' : 'seconds';
  return {
    factor: isMs ? 1 : 1000,
    isCalendar: false,
    words: [`${time.name} counts ${unit} from the beginning`],
  };
}

export function isWithin(atMs: number, { startMs, endMs }: Reading): boolean {
  return (
    atMs >= (startMs ?? Number.NEGATIVE_INFINITY) && atMs < (endMs ?? Number.POSITIVE_INFINITY)
  );
}

/** The median: some rows may be missing. */
function commonGap(instants: readonly number[]): number {
  const gaps = instants
    .slice(1)
    .map((at, i) => at - instants[i]!)
    .sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)]!;
}

interface Units {
  readonly latency: LatencyUnit;
  /** What a share that is no number of per cent is divided by. */
  readonly share: 1 | 100;
  readonly words: readonly string[];
}

/** A latency without a unit: in seconds nothing takes this long, in ms nothing this short. */
const SECONDS_BELOW = 10;

const PER_CENT = /%|pct|percent/i;

/** What numbers without a unit count, by their size. */
export function unitsOf(rows: readonly CsvRow[], { columns, reading }: CsvShape): Units {
  const valuesOf = (wanted: (column: Column) => boolean): string[] =>
    columns.filter(wanted).flatMap(({ place }) => rows.map(({ fields }) => fields[place]!));
  const shares = valuesOf(
    ({ meaning, name }) => 'as' in meaning && meaning.as === 'share' && !PER_CENT.test(name),
  );
  const isPercent = shares.some((text) => text.includes('%') || (numberOf(text) ?? 0) > 1);
  const latencies = valuesOf(
    ({ meaning }) => meaning.what === 'latency' && meaning.unit === undefined,
  )
    .flatMap((text) => numberOf(text) ?? [])
    .sort((a, b) => a - b);
  const median = latencies[Math.floor(latencies.length / 2)];
  const guess = median !== undefined && median < SECONDS_BELOW ? 's' : 'ms';
  const words =
    median === undefined || reading.latencyUnit !== undefined
      ? []
      : [
          `latencies without a unit are taken for ${guess} by their size; --latency-unit says otherwise`,
        ];
  return {
    latency: reading.latencyUnit ?? guess,
    share: isPercent ? 100 : 1,
    words: [...words, ...(isPercent ? ['shares above 1 are per cent'] : [])],
  };
}

function stepOf(row: CsvRow, { columns }: CsvShape, rowMs: number, units: Units): Step {
  const seconds = rowMs / 1000;
  const value = (wanted: (column: Column) => boolean): number | undefined => {
    const column = columns.find(wanted);
    if (column === undefined) return undefined;
    const text = row.fields[column.place]!;
    return isBlank(text) ? undefined : numberOf(text);
  };
  const requests =
    value(({ meaning }) => meaning.what === 'requests') ??
    (value(({ meaning }) => meaning.what === 'rate') ?? 0) * seconds;
  const counted = (what: 'failed' | 'declined' | 'served'): number | undefined => {
    const all = columns.flatMap((column) => {
      const { meaning, name } = column;
      const read = meaning.what === what ? value((one) => one === column) : undefined;
      if (read === undefined || !('as' in meaning)) return [];
      if (meaning.as === 'count') return [read];
      if (meaning.as === 'rate') return [read * seconds];
      return [(read / (PER_CENT.test(name) ? 100 : units.share)) * requests];
    });
    return all.length === 0 ? undefined : all.reduce((sum, one) => sum + one, 0);
  };
  const declined = counted('declined') ?? 0;
  const served = counted('served');
  const failed = counted('failed') ?? (served === undefined ? 0 : requests - served - declined);
  const part = Math.min(Math.max(0, failed), requests);
  const of = (whom: 'all' | 'served' | 'failing', count: number) =>
    toldOf(row, columns, whom, count, units);
  const all = of('all', requests);
  const good = of('served', requests - part);
  const latency = all ?? good;
  return {
    requests,
    failed: part,
    declined,
    latency,
    served: good ?? all,
    failing: of('failing', part),
  };
}

function toldOf(
  row: CsvRow,
  columns: readonly Column[],
  whom: 'all' | 'served' | 'failing',
  count: number,
  units: Units,
): Told | null {
  const quantiles: Quantile[] = [];
  let meanMs: number | null = null;
  for (const { meaning, place } of columns) {
    if (meaning.what !== 'latency' || meaning.of !== whom || isBlank(row.fields[place]!)) continue;
    const ms = inMs(numberOf(row.fields[place]!)!, meaning.unit ?? units.latency);
    if (meaning.share === null) meanMs = ms;
    else quantiles.push({ share: meaning.share, ms });
  }
  if (count <= 0 || (quantiles.length === 0 && meanMs === null)) return null;
  return { kind: 'told', count, quantiles: quantiles.sort((a, b) => a.share - b.share), meanMs };
}
