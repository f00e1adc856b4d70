/**
 * Virtual time is counted in milliseconds on a grid of 1/1024 ms. A double holds such instants
 * exactly for 278 years, so sums and differences of instants are exact, and `now - openedAt >= openMs`
 * means what it says.
 */
export const GRID_PER_MS = 1024;

/** The least that time moves by, in ms. */
export const GRID_STEP_MS = 1 / GRID_PER_MS;

/**
 * The grid instant nearest to `ms`. Every instant is rounded once, when it is scheduled. `Math.round`
 * would take a branch here that no processor foresees.
 */
export function toGrid(ms: number): number {
  return Math.floor(ms * GRID_PER_MS + 0.5) / GRID_PER_MS;
}
