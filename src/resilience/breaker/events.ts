import type { CallEvents } from '../watched-guard.ts';
import type { BreakerStateName, BreakerTransition } from './state.ts';

/** What a breaker tells its listeners, by the name of the event. Durations are in ms. */
export interface BreakerEvents extends CallEvents {
  stateChange: BreakerTransition;
  blocked: { readonly state: BreakerStateName; readonly retryAfterMs: number | undefined };
  /** A call was let through that would have been blocked, had the breaker not been `metrics-only`. */
  wouldBlock: { readonly reason: string };
  /** A call that says nothing of the service: its caller ended it, or it was turned away further in. */
  ignored: { readonly durationMs: number };
  /** An outcome came after the state in which the call was let through had ended; it was dropped. */
  late: { readonly outcome: 'success' | 'failure' | 'ignored' };
}

export type EventName = keyof BreakerEvents;
