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

/** Every state, at a fixed place, for typed arrays. */
export const BREAKER_STATES: readonly BreakerStateName[] = [
  'closed',
  'open',
  'half-open',
  'disabled',
  'forced-open',
  'metrics-only',
];
