import { durationText } from '../../kernel/quantity-text.ts';

/** Units of time in ms, and the steps in each that people count in. */
const UNITS: readonly (readonly [number, readonly number[]])[] = [
  [1, [1, 2, 5, 10, 20, 50, 100, 200, 500]],
  [1_000, [1, 2, 5, 10, 20, 30]],
  [60_000, [1, 2, 5, 10, 20, 30]],
  [3_600_000, [1, 2, 4, 6, 12, 24, 48, 120, 240]],
];

const STEPS_MS = UNITS.flatMap(([unit, steps]) => steps.map((step) => step * unit));

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
