/** The states by their names; the last three only a person sets. */
export type BreakerStateName =
  | 'closed'
  | 'open'
  | 'half-open'
  | 'disabled'
  | 'forced-open'
  | 'metrics-only';

/** A change of state, with the instant from which it holds and the reason in words. */
export interface BreakerTransition {
  readonly atMs: number;
  readonly from: BreakerStateName;
  readonly to: BreakerStateName;
  readonly reason: string;
}
