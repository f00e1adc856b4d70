import { daysFromCivil } from '../kernel/calendar.ts';
import type { TimeUnit } from '../model/traffic/trace.ts';

const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const DATE =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

const MS_PER = { ms: 1, s: 1000 } as const;

/** Whether a text is a bare number, which says no unit. */
export function isNumber(text: string): boolean {
  return NUMBER.test(text);
}

/**
 * The instant that a text names, in ms of an epoch of its own: numbers are of the unit, dates (`iso`)
 * follow ISO 8601, with a blank for the `T` if need be, and are UTC unless they say otherwise. Undefined
 * if it names none: month 13, 30 February, a date where a number is due.
 */
export function parseInstant(text: string, unit: TimeUnit): number | undefined {
  if (unit !== 'iso') {
    const ms = isNumber(text) ? Number(text) * MS_PER[unit] : Number.NaN;
    return Number.isFinite(ms) ? ms : undefined;
  }
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match
    .slice(1, 7)
    .map((field) => Number(field ?? 0)) as [number, number, number, number, number, number];
  const offset = offsetMinutes(match[8]);
  const valid =
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59 &&
    offset !== undefined;
  if (!valid) return undefined;
  const minutes = daysFromCivil(year, month, day) * 1440 + hour * 60 + minute - offset;
  return minutes * 60_000 + second * 1000 + Number(`0.${match[7] ?? 0}`) * 1000;
}

function offsetMinutes(zone: string | undefined): number | undefined {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 18 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
