/** Stops a timer that has not gone off; later it does nothing. */
export type CancelTimer = () => void;

/**
 * Where the library's time comes from. `systemClock` is the real one; `virtualClock()` is for tests, where
 * time passes only when you say so.
 */
export interface Clock {
  /** The present instant, in ms from an origin of the clock's own. Never goes back. */
  now(): number;
  /** The same instant as ms since 1970, by which two processes compare notes. May be set back and forth. */
  epochMs(): number;
  /**
   * Calls `fire` once, `delayMs` (0 or more) from now. A timer keeps no process alive, unless somebody
   * awaits it (`isAwaited`): a program whose last call waits for its retry is not at its end.
   */
  setTimer(delayMs: number, fire: () => void, isAwaited?: boolean): CancelTimer;
}
