import { durationText } from '../../kernel/quantity-text.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Steps that people count time in. */
const STEPS_MS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 20, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 20, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 4, 6, 12, 24, 48, 120, 240].map((hours) => hours * HOUR),
];

/** Round instants from 0 to `durationMs`, at most `most` of them. */
export function timeTicks(durationMs: number, most: number): number[] {
  const enough = (step: number) => Math.floor(durationMs / step) + 1 <= Math.max(2, most);
  const step = STEPS_MS.find(enough) ?? durationMs / 2;
  return Array.from({ length: Math.floor(durationMs / step) + 1 }, (_, index) => index * step);
}

/** `0`, `30s`, `1m30s` */
export function timeLabel(ms: number): string {
  return ms === 0 ? '0' : durationText(ms);
}
