import type { CircuitBreakerSettings } from '../../resilience/breaker/circuit-breaker.ts';
import type { BackoffFactory } from './backoff.ts';
import { type Breaker, SettledBreaker } from './breakers.ts';
import type { Context, FailureReason } from './contract.ts';

/** What a back-off of open times is told: the how manieth opening since it was closed, and why. */
export interface HalfOpenAfterContext extends Context {
  readonly attempt: number;
  readonly result: FailureReason<unknown>;
}

export interface CircuitBreakerOptions {
  /** One of this module's, or one of your own. */
  readonly breaker: SettledBreaker | Breaker;
  /** How long to stay open, in ms. */
  readonly halfOpenAfter: number | BackoffFactory<HalfOpenAfterContext>;
  /** What `toJSON` said, here or in cockatiel itself. */
  readonly initialState?: unknown;
}

/** For a breaker that decides by itself: the machine never does, for no more than all can fail. */
const NEVER_TRIPS = { kind: 'failure-rate', rate: 1, strict: true } as const;

/** What a breaker of cockatiel's is in settings of ours; how long it stays open is told at each opening. */
export function settingsOf(breaker: SettledBreaker | Breaker): CircuitBreakerSettings {
  return {
    trip: breaker instanceof SettledBreaker ? breaker.trip : NEVER_TRIPS,
    probe: { permits: 1, successes: 1, others: 'wait' },
    late: 'as-calls',
  };
}
