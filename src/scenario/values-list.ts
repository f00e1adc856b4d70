import * as v from 'valibot';
import { duration } from '../kernel/quantities.ts';
import { exactDuration, plainDigits } from '../kernel/quantity-text.ts';
import { commaList } from './comma-list.ts';

/** What is wrong with a list of values, as a problem tells it. */
export interface ValuesFault {
  readonly found: string;
  readonly expected: string;
}

/** More values of one setting than these nobody compares; and nobody shall wait for a slip of the hand. */
const MOST_VALUES = 10_000;

const EXAMPLE =
  'values such as 1s,2s,5s, or a range with its number of values: 1s..60s/8log, 1..10/4';
/** The last slash parts off the number: a rate has one of its own. */
const RANGE = /^(\d[^,]*?)\s*\.\.\s*(\d.*?)(?:\s*\/\s*(\d+)\s*([a-z]*))?$/;
const AMOUNT = /^(\d+(?:_\d{3})*)(\.\d+)?\s*([^\d\s.]\D*)?$/;
/** Figures of the step from a value to the next. */
const FIGURES = 3;

/**
 * The values of `1s,2s,5s` as texts, in their order. A range stands for several: `1..10/4` is 4 values evenly
 * spaced, `1s..60s/8log` 8 values of which each is the same multiple of the one before; both ends are among
 * them. Values between the ends are rounded to three figures of
 * the step from one to the next, or to whole numbers where both ends are whole
 * and bear no unit; what is equal then stands once.
 */
export function parseValues(text: string): readonly string[] | ValuesFault {
  const values: string[] = [];
  for (const part of commaList(text)) {
    if (part === '')
      return { found: `nothing between commas in ${quoted(text)}`, expected: EXAMPLE };
    const range = RANGE.exec(part);
    const found = range === null ? [part] : parseRange(part, range);
    if ('expected' in found) return found;
    values.push(...found);
    if (values.length > MOST_VALUES) return tooMany(values.length);
  }
  return values;
}

interface End {
  readonly value: number;
  readonly isWhole: boolean;
  /** Empty where it has none. */
  readonly unit: string;
}

function parseRange(
  part: string,
  [, first, last, count, spacing]: RegExpExecArray,
): string[] | ValuesFault {
  const fault = (expected: string): ValuesFault => ({
    found: `the range ${quoted(part)}`,
    expected,
  });
  if (count === undefined) {
    return fault(`the number of its values: ${part}/5 evenly spaced, or ${part}/5log`);
  }
  if (spacing !== '' && spacing !== 'log') {
    return fault(`${first}..${last}/${count} for even spaces, or ${first}..${last}/${count}log`);
  }
  const values = Number(count);
  if (values < 2) return fault('2 values or more: its ends are among them');
  if (values > MOST_VALUES) return tooMany(values);
  const ends = endsOf(first!, last!);
  if (ends === null) return fault('two ends in the same unit, such as 1s..60s/8log');
  const [from, to] = ends;
  if (from.value === to.value) return fault('two ends that differ');
  if (spacing === 'log' && Math.min(from.value, to.value) <= 0) {
    return fault('ends above 0: no multiple of 0 is anything else');
  }
  const texts = Array.from({ length: values }, (_, index) => {
    if (index === 0) return first!.trim();
    if (index === values - 1) return last!.trim();
    const at = (place: number) => between(from, to, place / (values - 1), spacing === 'log');
    return written(rounded(at(index), at(index + 1) - at(index)), from, to);
  });
  return [...new Set(texts)];
}

function between(from: End, to: End, part: number, isLog: boolean): number {
  if (isLog) return from.value * (to.value / from.value) ** part;
  return from.value + (to.value - from.value) * part;
}

/** To the figures that tell it from its neighbour, `step` away. */
function rounded(value: number, step: number): number {
  const scale = 10 ** (FIGURES - 1 - Math.floor(Math.log10(Math.abs(step))));
  return Number((Math.round(value * scale) / scale).toPrecision(12));
}

function written(value: number, from: End, to: End): string {
  if (from.unit === '' && from.isWhole && to.isWhole) return String(Math.round(value));
  return from.unit === MIXED ? exactDuration(value) : `${plainDigits(value)}${from.unit}`;
}

/** Of durations in units that differ. */
const MIXED = 'ms, of several units';

/** Null where the two are not measured alike. */
function endsOf(first: string, last: string): readonly [End, End] | null {
  const [from, to] = [endOf(first), endOf(last)];
  if (from !== null && to !== null && from.unit === to.unit) return [from, to];
  const [fromMs, toMs] = [msOf(first), msOf(last)];
  return fromMs === null || toMs === null ? null : [ofMs(fromMs), ofMs(toMs)];
}

function endOf(text: string): End | null {
  const [, whole, fraction = '', unit = ''] = AMOUNT.exec(text.trim()) ?? [];
  if (whole === undefined) return null;
  const value = Number(whole.replaceAll('_', '') + fraction);
  return { value, isWhole: fraction === '', unit: unit.trim() };
}

function msOf(text: string): number | null {
  const ms = v.safeParse(duration, text);
  return ms.success ? ms.output : null;
}

const ofMs = (value: number): End => ({ value, isWhole: false, unit: MIXED });

function tooMany(values: number): ValuesFault {
  return {
    found: `${values.toLocaleString('en')} values of one setting`,
    expected: `at most ${MOST_VALUES.toLocaleString('en')}`,
  };
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
