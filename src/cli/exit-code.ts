/** What the shell is told (DESIGN section 4). */
export const EXIT = {
  good: 0,
  bug: 1,
  /** Bad usage, an invalid scenario, a file that cannot be read or written. */
  usage: 2,
  thresholdFailed: 99,
  /** The terminal hung up. */
  hungUp: 129,
  interrupted: 130,
} as const;
