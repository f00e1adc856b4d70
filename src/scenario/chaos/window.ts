/** Nothing is drawn before this share of the run: it has to warm up, and to show what is normal. */
export const WARM_UP = 0.1;
/** All is over by then: what is left of the run shows who recovers. */
export const OVER = 0.6;
/** The least and the most that a trouble lasts, where nothing is said. */
const SHORTEST = 0.02;
const LONGEST = 0.3;

/** A shorter run has no room to warm up, to be in trouble, and to recover. */
export const SHORTEST_RUN_MS = 20;

/** At least so many of them in a run. */
const STEPS = 500;
const STEPS_MS: readonly number[] = [
  ...[1, 10, 100].flatMap((ms) => [ms, 2 * ms, 5 * ms]),
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * 1000),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60_000),
];

/** Where in a run incidents may lie. */
export interface Window {
  readonly fromMs: number;
  readonly untilMs: number;
  /** Instants and lengths are whole multiples of it: they read well, and are exact. */
  readonly stepMs: number;
  readonly shortestMs: number;
  readonly longestMs: number;
}

export function windowOf(durationMs: number): Window {
  const stepMs = STEPS_MS.filter((step) => step <= durationMs / STEPS).at(-1) ?? STEPS_MS[0]!;
  const up = (ms: number): number => Math.ceil(ms / stepMs) * stepMs;
  const down = (ms: number): number => Math.floor(ms / stepMs) * stepMs;
  const fromMs = up(WARM_UP * durationMs);
  // However short the run is, there is room for one step.
  const untilMs = Math.max(fromMs + stepMs, down(OVER * durationMs));
  const shortestMs = Math.max(stepMs, up(SHORTEST * durationMs));
  const longestMs = Math.max(shortestMs, down(LONGEST * durationMs));
  return { fromMs, untilMs, stepMs, shortestMs, longestMs };
}

/** The longest that a trouble may be asked to last. */
export function roomMs({ fromMs, untilMs }: Window): number {
  return untilMs - fromMs;
}
