/** The outcomes of recent calls, and how many of them failed. */
export interface OutcomeWindow {
  readonly calls: number;
  readonly failures: number;
  record(now: number, failed: boolean): void;
  /** Drops what is too old at `now`. */
  expire(now: number): void;
  clear(): void;
}
