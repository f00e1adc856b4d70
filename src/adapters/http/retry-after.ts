import { daysFromCivil } from '../../kernel/calendar.ts';

const MS_PER_SECOND = 1_000;
const MINUTES_PER_DAY = 1_440;
const MS_PER_MINUTE = 60_000;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** The one form of date that HTTP still writes (RFC 9110, IMF-fixdate): Sun, 06 Nov 1994 08:49:37 GMT. */
const DATE = /^\w{3}, (\d\d) (\w{3}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT$/;

/**
 * How long a header `Retry-After` asks us to wait, in ms; 0 where it asks for nothing that can be understood.
 * A date is held against the answer's own `Date`, so that clocks need not agree; without one against
 * `nowEpochMs`.
 */
export function retryAfterMsOf(
  retryAfter: string | null | undefined,
  date: string | null | undefined,
  nowEpochMs: number,
): number {
  if (retryAfter === null || retryAfter === undefined) return 0;
  const text = retryAfter.trim();
  if (/^\d+$/.test(text)) return Number(text) * MS_PER_SECOND;
  const until = instantOf(text);
  if (until === undefined) return 0;
  return Math.max(0, until - (instantOf(date?.trim() ?? '') ?? nowEpochMs));
}

/** `Retry-After` for a wait of so many ms: whole seconds, at least one. */
export function retryAfterText(ms: number): string {
  return String(Math.max(1, Math.ceil(ms / MS_PER_SECOND)));
}

/** In ms since 1970. */
function instantOf(text: string): number | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [, day, month, year, hour, minute, second] = match;
  const monthNumber = MONTHS.indexOf(month!) + 1;
  if (monthNumber === 0) return undefined;
  const days = daysFromCivil(Number(year), monthNumber, Number(day));
  const minutes = days * MINUTES_PER_DAY + Number(hour) * 60 + Number(minute);
  return minutes * MS_PER_MINUTE + Number(second) * MS_PER_SECOND;
}
