import { variantOf } from '../../../kernel/variant.ts';
import type { FailureKind } from '../failure-kind.ts';

/**
 * Decides closed → open. It is told of every call that ended in the present closed period and answers
 * whether the circuit should open now. `now` and durations are in ms of the caller's clock.
 */
export interface TripPolicy {
  /** Whether `onSuccess` looks at `now` or at the duration. Where not, nobody need read a clock for it. */
  readonly needsTime: boolean;
  onSuccess(now: number, durationMs: number): boolean;
  onFailure(now: number, durationMs: number, kind: FailureKind): boolean;
  /** Where the count stands, in words: on a trip this is the reason ("5 consecutive failures"). */
  standing(now: number): string;
  /** Forgets everything: a new closed period begins. */
  clear(): void;
}

/** One kind of trip policy. */
export const tripVariant = variantOf<TripPolicy>();
