import * as v from 'valibot';
import { toGrid } from './grid.ts';

/**
 * The quantities a person writes, as schemas: `250ms`, `300/s`, `1%`. A plain number is milliseconds (in
 * code only: see Door), per second, or a share. Each decodes to a number, and its message is the phrase
 * after "expected".
 */

const MS_PER_UNIT = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const SECONDS_PER_UNIT = { s: 1, min: 60, m: 60, h: 3_600 } as const;

/** The longest duration that the grid of virtual time holds with room to add two of them. */
const MAX_DURATION_MS = 36_500 * MS_PER_UNIT.d;

const NUMBER = String.raw`\d+(?:_\d{3})*(?:\.\d+)?(?:e\d+)?`;

/** How the door through which a quantity comes in reads it. */
export interface Door {
  /** Whether a duration must say its unit, as in files and on the command line; in code a number is ms. */
  readonly unitsNeeded: boolean;
}

interface Kind {
  readonly expected: string;
  readonly pattern: RegExp;
  readonly parse: (match: RegExpExecArray) => number;
  /** What is likely meant by a text that is none; present where a number is none either, for lack of a unit. */
  readonly meant?: (text: string) => string | undefined;
}

function quantity({ expected, pattern, parse, meant }: Kind) {
  const wish = (text: string) => meant?.(text) ?? expected;
  const spelt = v.pipe(
    v.string(),
    v.regex(pattern, ({ input }) => wish(input)),
  );
  return v.pipe(
    v.union([v.number(expected), spelt], expected),
    v.rawTransform(({ dataset: { value: written }, config, addIssue, NEVER }) => {
      const match = pattern.exec(String(written).trim());
      const value = typeof written === 'number' ? written : match === null ? NaN : parse(match);
      const { unitsNeeded = false } = config as Partial<Door>;
      const lacksUnit = unitsNeeded && meant !== undefined && typeof written === 'number';
      if (Number.isFinite(value) && !(lacksUnit && value > 0)) return value;
      addIssue({ message: lacksUnit ? wish(String(written)) : expected });
      return NEVER;
    }),
  );
}

const plain = (text: string | undefined): number => Number((text ?? '').replaceAll('_', ''));

/** `1h30m`: several parts add up. */
function parseDuration(text: string): number {
  let ms = 0;
  for (const [, amount, unit] of text.matchAll(new RegExp(`(${NUMBER})\\s*(ms|s|m|h|d)`, 'g'))) {
    ms += plain(amount) * MS_PER_UNIT[unit as keyof typeof MS_PER_UNIT];
  }
  return ms;
}

/** The words for a duration in messages. */
export const DURATION = 'a duration such as 250ms, 10s, 5m or 2h';
const DURATION_PATTERN = new RegExp(`^(?:${NUMBER}\\s*(?:ms|s|m|h|d)\\s*)+$`);

/** Units as other tools and people spell them; the longest of a beginning first. */
const SPELLINGS = [
  ['ms', /(?:milliseconds?|millis|msecs?|ms)\b/gi],
  ['s', /(?:seconds?|secs?|s)\b/gi],
  ['m', /(?:minutes?|mins?|m)\b/gi],
  ['h', /(?:hours?|hrs?|h)\b/gi],
  ['d', /(?:days?|d)\b/gi],
] as const;

/** `30` may be `30ms or 30s`, `5min` is `5m`. */
function durationMeant(text: string): string | undefined {
  const bare = text.trim();
  if (new RegExp(`^${NUMBER}$`).test(bare)) {
    return `a duration with its unit: ${bare}ms or ${bare}s?`;
  }
  const spelt = SPELLINGS.reduce(
    (words, [unit, spelling]) => words.replace(spelling, unit),
    bare.replaceAll(/(?<=\d)\s*(?=[a-z])/gi, ' '),
  ).replaceAll(' ', '');
  return DURATION_PATTERN.test(spelt) ? `a duration: ${spelt}?` : undefined;
}

/** Milliseconds on the grid, 0 or more. */
export const duration = v.pipe(
  quantity({
    expected: DURATION,
    pattern: DURATION_PATTERN,
    parse: ([text]) => parseDuration(text),
    meant: durationMeant,
  }),
  v.minValue(0, `${DURATION}, not below 0`),
  v.maxValue(MAX_DURATION_MS, `${DURATION}, at most 36500d`),
  v.transform(toGrid),
);

/** Milliseconds on the grid, above 0. */
export const positiveDuration = v.pipe(
  duration,
  v.check((ms) => ms > 0, `${DURATION}, above 0`),
);

const RATE = 'a rate such as 300/s or 12/min';

/** Per second, 0 or more. */
export const rate = v.pipe(
  quantity({
    expected: RATE,
    pattern: new RegExp(`^(${NUMBER})\\s*/\\s*(s|min|m|h)$`),
    parse: ([, amount, unit]) =>
      plain(amount) / SECONDS_PER_UNIT[unit as keyof typeof SECONDS_PER_UNIT],
  }),
  v.minValue(0, `${RATE}, not below 0`),
  v.maxValue(1e7, `${RATE}, at most 10,000,000/s`),
);

const SHARE = 'a share such as 40% or 0.4';

/** A probability or a share of a whole, 0 to 1. */
export const share = v.pipe(
  quantity({
    expected: SHARE,
    pattern: new RegExp(`^(${NUMBER})\\s*%$`),
    parse: ([, percent]) => plain(percent) / 100,
  }),
  v.minValue(0, `${SHARE}, between 0% and 100%`),
  v.maxValue(1, `${SHARE}, between 0% and 100%`),
);

/** A share above 0: a threshold of 0 would always be met. */
export const positiveShare = v.pipe(
  share,
  v.check((value) => value > 0, `${SHARE}, above 0%`),
);

const YEARS = 'a number of years such as 3y or 1.5y';

/** Years, above 0. */
export const years = v.pipe(
  quantity({
    expected: YEARS,
    pattern: new RegExp(`^(${NUMBER})\\s*y(?:ears?)?$`),
    parse: ([, amount]) => plain(amount),
    meant: (text) =>
      new RegExp(`^${NUMBER}$`).test(text.trim())
        ? `a number of years with its unit: ${text.trim()}y?`
        : undefined,
  }),
  v.check((value) => value > 0, `${YEARS}, above 0`),
  v.maxValue(100, `${YEARS}, at most 100y`),
);

const MAX_COUNT = 10_000_000;

/** A whole number from `min` to `max`. */
export function count(min: number, max: number = MAX_COUNT) {
  const expected = `a whole number of at least ${min}`;
  // By hand: to load the locale for one figure would take longer than all else at start-up.
  const most = String(max).replace(/\B(?=(?:\d{3})+$)/g, ',');
  return v.pipe(
    v.number(expected),
    v.integer(expected),
    v.minValue(min, expected),
    v.maxValue(max, `a whole number of at most ${most}`),
  );
}

/** A plain number above 0. */
export const positiveNumber = v.pipe(
  v.number('a number above 0'),
  v.check((value) => Number.isFinite(value) && value > 0, 'a number above 0'),
);

/** An amount of money in units of the currency, 0 or more: 19.99. */
export const money = v.pipe(
  v.number('an amount of money such as 19.99'),
  v.minValue(0, 'an amount of money, not below 0'),
  v.maxValue(1e9, 'an amount of money of at most 1,000,000,000'),
);
