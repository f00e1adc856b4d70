/** Quantities as a person writes them: what these say, the schemas of `quantities.ts` read back. */

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;

/** `3m20s`, `1.5s`, `250ms`; two decimals of a millisecond at most. */
export function durationText(ms: number): string {
  if (ms < 1_000) return `${decimal(ms)}ms`;
  const isShort = ms % 1_000 !== 0 && ms < 60_000;
  return isShort ? `${decimal(ms / 1_000, 3)}s` : minutesText(ms);
}

function minutesText(ms: number): string {
  let rest = ms;
  const parts = UNITS.map(([unit, size]) => {
    const count = unit === 's' ? rest / size : Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? '' : `${decimal(count, 3)}${unit}`;
  });
  return parts.join('');
}

/** `250ms`, `10m`, `90m`: to the last digit, in the largest unit that divides it. */
export function exactDuration(ms: number): string {
  const [unit, size] = UNITS.find((one) => ms % one[1] === 0) ?? ['ms', 1];
  return ms === 0 ? '0s' : `${plainDigits(ms / size)}${unit}`;
}

/** A number of 0 or more to its last digit, without an exponent, which not every quantity reads. */
export function plainDigits(value: number): string {
  const [digits = '', zeros] = String(value).split('e-');
  if (zeros !== undefined) return `0.${'0'.repeat(Number(zeros) - 1)}${digits.replace('.', '')}`;
  return digits.includes('e') ? BigInt(value).toString() : digits;
}

/** `12.5%`; as a number where the per cent would not be exact. */
export function exactShare(share: number): string | number {
  // Without the dust of binary fractions: 0.07 * 100 is a little more than 7.
  const percent = Number((share * 100).toPrecision(12));
  return percent / 100 === share ? `${plainDigits(percent)}%` : share;
}

/** `300/s`, `12/min` where that is the rounder. */
export function rateText(perSecond: number): string {
  const perMinute = perSecond * 60;
  const slow = perSecond < 1 && Math.abs(perMinute - Math.round(perMinute)) < 1e-9;
  return slow && perSecond > 0
    ? `${decimal(Math.round(perMinute))}/min`
    : `${decimal(perSecond)}/s`;
}

/** `12.5%` */
export function shareText(share: number): string {
  return `${decimal(share * 100)}%`;
}

/** `1,234.5`: thousands parted, no needless zeros. */
export function decimal(value: number, digits = 2): string {
  return (FORMATS[digits] ?? formatOf(digits)).format(value);
}

/** By the digits after the point: a format costs a hundred times what it writes. */
const FORMATS: Intl.NumberFormat[] = [];

function formatOf(digits: number): Intl.NumberFormat {
  const format = new Intl.NumberFormat('en', { maximumFractionDigits: digits });
  FORMATS[digits] = format;
  return format;
}
