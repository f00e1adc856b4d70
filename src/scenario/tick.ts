/** Steps that a person counts in: 1, 2, 5 times ten below a second, clock-like ones above. */
const STEPS_MS = [
  ...[1, 10, 100].flatMap((ms) => [ms, 2 * ms, 5 * ms]),
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * 1_000),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60_000),
  ...[1, 2, 6, 12, 24].map((hours) => hours * 3_600_000),
];
const DAY_MS = 86_400_000;

/** A table of about so many rows reads at a glance. */
const ROWS = 60;

/** The tick, in ms, of a scenario that names none: about sixty in all. */
export function defaultTick(durationMs: number): number {
  return readableTick(durationMs / ROWS);
}

/** The smallest readable step of at least `ms`. */
export function readableTick(ms: number): number {
  return STEPS_MS.find((step) => step >= ms) ?? Math.ceil(ms / DAY_MS) * DAY_MS;
}
