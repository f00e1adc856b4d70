import { durationText } from '../../kernel/quantity-text.ts';
import type { BreakerStateName } from './state.ts';

interface Refusal {
  readonly breaker: string;
  readonly state: BreakerStateName;
  readonly reason: string;
  readonly failures: number;
  readonly retryAfterMs: number | undefined;
  readonly untilEpochMs: number | undefined;
  readonly cause: unknown;
}

/** The call was never sent: the circuit breaker blocked it. Its `cause` is the last error of the service. */
export class CircuitOpenError extends Error {
  override readonly name = 'CircuitOpenError';
  /** The name of the breaker. */
  readonly breaker: string;
  /** `open`, `forced-open`, or `half-open` where all probes are out. */
  readonly state: BreakerStateName;
  /** Why the circuit opened: "5 consecutive failures". */
  readonly reason: string;
  /** How many calls had failed in the period that ended when it opened. */
  readonly failures: number;
  /** When another call has a chance, in ms from now; undefined where nobody knows. */
  readonly retryAfterMs: number | undefined;
  /** The same instant, in ms since 1970. */
  readonly untilEpochMs: number | undefined;

  constructor(refusal: Refusal) {
    super(message(refusal), refusal.cause === undefined ? {} : { cause: refusal.cause });
    this.breaker = refusal.breaker;
    this.state = refusal.state;
    this.reason = refusal.reason;
    this.failures = refusal.failures;
    this.retryAfterMs = refusal.retryAfterMs;
    this.untilEpochMs = refusal.untilEpochMs;
  }
}

function message({ breaker, state, reason, retryAfterMs }: Refusal): string {
  const why = reason === '' ? '' : ` (${reason})`;
  const when = retryAfterMs === undefined ? '' : `; try again in ${durationText(retryAfterMs)}`;
  return `${breaker} is ${state}${why}${when}`;
}
