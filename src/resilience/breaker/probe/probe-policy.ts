import * as v from 'valibot';
import { positiveDuration } from '../../../kernel/quantities.ts';

/** What the half-open circuit should do now. */
export type ProbeVerdict = 'stay' | 'close' | 'reopen';

/**
 * Decides, while half-open, which calls may try and when the circuit closes or opens again. Who is in
 * flight, and whose lease is over, is the breaker's to know.
 */
export interface ProbePolicy {
  /** Calls in flight at once; 0 where only pings go out. */
  readonly permits: number;
  /** A probe without an outcome gives its permit back after so long; Infinity: never. */
  readonly leaseMs: number;
  /** When `onTime` wants to be asked; Infinity where time alone changes nothing. */
  readonly wakeAtMs: number;
  /** A new half-open period begins at `now`. */
  begin(now: number): void;
  /** May one more call try, as `permit`, beside those in flight? There are fewer than `permits` of them. */
  admits(permit: number, inFlight: number): boolean;
  onSuccess(now: number, permit: number): ProbeVerdict;
  onFailure(now: number, permit: number): ProbeVerdict;
  /** It is `wakeAtMs`, or later. Afterwards `wakeAtMs` lies ahead. */
  onTime(now: number): ProbeVerdict | 'ping';
  /** Where the count stands, in words: on a transition this is the reason. */
  standing(): string;
}

/** The setting `lease`, for policies that send calls. */
export const lease = v.optional(
  v.pipe(
    positiveDuration,
    v.description(
      'A probe without an outcome gives its permit back after so long; left out, it may hang for ever',
    ),
  ),
);
