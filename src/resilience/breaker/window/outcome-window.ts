/** A value per recent call (1 for a failure, a duration, a weight), and their sum. */
export interface OutcomeWindow {
  readonly calls: number;
  /** Exact as long as the values are whole, or lie on the grid of time. */
  readonly sum: number;
  /** Whether it looks at the time at all. */
  readonly needsTime: boolean;
  record(now: number, value: number): void;
  /** Drops what is too old at `now`. */
  expire(now: number): void;
  clear(): void;
}
