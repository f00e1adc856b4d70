/** The states by their names; the last three only a person sets. */
export type BreakerStateName =
  | 'closed'
  | 'open'
  | 'half-open'
  | 'disabled'
  | 'forced-open'
  | 'metrics-only';
