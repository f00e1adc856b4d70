import type { Outcome } from '../../outcome.ts';

/**
 * Which way a route takes, one request at a time: what the simulator and a running service decide alike. It
 * keeps the books that it decides by.
 */
export interface WayChoice {
  /** Whether it decides by chance, and needs a draw. */
  readonly isByChance: boolean;
  /** The way that a request takes first; `draw` is its own luck, from [0, 1), or 0 where none is needed. */
  first(draw: number): number;
  /** The way at `place` has ended a request after so many ms: the way to try next, or -1 where that is the end. */
  ended(place: number, outcome: Outcome, tookMs: number): number;
  /** The request on the way at `place` was given up. */
  gaveUp(place: number): void;
}

/** No further way. */
export const NO_WAY = -1;

/** Chooses among ways of these weights. */
export type CreateWayChoice = (weights: readonly number[]) => WayChoice;

/** One way for each request, and it stays on it; nothing is remembered of it. */
export function onceChosen(first: (draw: number) => number, isByChance = false): WayChoice {
  return { isByChance, first, ended: () => NO_WAY, gaveUp: () => {} };
}
