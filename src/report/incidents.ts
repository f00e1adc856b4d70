import type { ArmResult, Incident } from '../experiment/result.ts';
import { endingWords } from '../experiment/verdict/trouble.ts';
import { instant, orders, span } from '../experiment/verdict/words.ts';
import { count } from './figures.ts';

/** More than these are told by their number. */
const MOST_TOLD = 6;

/** One stretch of trouble, as it went for every arm. */
export interface IncidentRow {
  readonly when: string;
  readonly cause: string;
  /** One an arm; undefined where an arm was over before it. */
  readonly arms: readonly ({ readonly lost: string; readonly recovered: string } | undefined)[];
}

/** The gravest incidents, in order of time, and how many there are besides. */
export function incidentRows(arms: readonly ArmResult[]): { rows: IncidentRow[]; more: number } {
  const length = arms.reduce((most, { incidents = [] }) => Math.max(most, incidents.length), 0);
  const all = Array.from({ length }, (_, index) => arms.map((arm) => arm.incidents?.[index]));
  const gravity = (row: (typeof all)[number]) =>
    Math.max(...row.map((one) => one?.lost.orders ?? 0));
  const gravest = [...all].sort((a, b) => gravity(b) - gravity(a)).slice(0, MOST_TOLD);
  const told = all.filter((row) => gravest.includes(row));
  const rows = told.map((row) => {
    const known = row.find((one) => one !== undefined)!;
    const isLast = row === all.at(-1);
    return {
      when: whenWords(known),
      cause: known.cause,
      arms: row.map((one) => cell(one, isLast)),
    };
  });
  return { rows, more: length - rows.length };
}

/** What each incident did to an arm, a sentence each. */
export function incidentSentences({ incidents = [] }: ArmResult): string[] {
  return incidents.map((incident, index) => {
    const isLast = index === incidents.length - 1;
    const { cause, lost } = incident;
    return `${whenWords(incident)}, ${cause}: ${orders(lost.orders)} lost; service ${endingWords(incident, isLast)}.`;
  });
}

function whenWords({ fromMs, untilMs }: Incident): string {
  return `${instant(fromMs)} to ${untilMs === null ? 'the end' : instant(untilMs)}`;
}

function cell(incident: Incident | undefined, isLast: boolean): IncidentRow['arms'][number] {
  if (incident === undefined) return undefined;
  return { lost: count(incident.lost.orders), recovered: recoveredWords(incident, isLast) };
}

/** When service was normal again, in a word or two. */
function recoveredWords({ ending, recoveredAtMs, untilMs }: Incident, isLast: boolean): string {
  switch (ending) {
    case 'unhurt':
      return 'unhurt';
    case 'recovered':
      return afterWords(recoveredAtMs! - untilMs!);
    case 'unproven':
      return 'not sure';
    case 'relapsing':
      return 'falls back';
    case 'not recovered':
      return isLast ? 'never' : 'not in time';
    case 'too short':
      return 'unknown';
    case 'lasting':
      return recoveredAtMs === null ? 'no end' : 'under it';
    case 'down before':
      return 'down before';
  }
}

function afterWords(ms: number): string {
  if (ms >= 1) return `after ${span(ms)}`;
  return ms > -1_000 ? 'at its end' : 'before its end';
}
