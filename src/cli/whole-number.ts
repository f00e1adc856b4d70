import { UsageError } from './usage-error.ts';

/** What an option says of a whole number within limits. Throws UsageError. */
export function wholeOf(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(
    `${option}: found ${JSON.stringify(text)}, expected a whole number from ${least} to ${most}`,
  );
}
