import { durationText } from '../kernel/quantity-text.ts';
import type { End } from './end.ts';
import type { Call } from './watched-guard.ts';

/** Who turns calls away by itself; a breaker does it with an error of its own. */
export type RejectingPolicy = 'bulkhead' | 'rateLimit' | 'throttle' | 'concurrencyLimit';

/** What a guard tells that turns calls away. */
export interface RejectingEvents {
  rejected: { readonly error: RejectedError };
}

const REASONS: Readonly<Record<RejectingPolicy, string>> = {
  bulkhead: 'the bulkhead and its queue are full',
  rateLimit: 'the rate is used up',
  throttle: 'the service accepts too little of late',
  concurrencyLimit: 'as many calls are in progress as the service bears',
};

/** The call was never sent: a limit of our own turned it away. */
export class RejectedError extends Error {
  override readonly name = 'RejectedError';
  readonly policy: RejectingPolicy;
  /** When another call has a chance, in ms from now, where the policy knows. */
  readonly retryAfterMs: number | undefined;

  constructor(policy: RejectingPolicy, retryAfterMs?: number) {
    const when = retryAfterMs === undefined ? '' : `; try again in ${durationText(retryAfterMs)}`;
    super(`Call rejected: ${REASONS[policy]}${when}`);
    this.policy = policy;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Turns the call away. */
export function rejected(
  call: Call<RejectingEvents>,
  policy: RejectingPolicy,
  retryAfterMs?: number,
): End {
  const error = new RejectedError(policy, retryAfterMs);
  call.tell('rejected', { error });
  return { value: error, threw: true, verdict: 'own' };
}
