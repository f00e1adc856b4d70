import { variantOf } from '../../../kernel/variant.ts';
import type { ServiceFailure } from '../../failure.ts';

/**
 * Decides closed → open. It is told of every call that ended in the present closed period and answers
 * whether the circuit should open now. `now` and durations are in ms of the caller's clock.
 */
export abstract class TripPolicy {
  /** Whether `onSuccess` looks at `now` or at the duration. Where not, nobody need read a clock for it. */
  readonly needsTime: boolean = false;
  abstract onFailure(now: number, durationMs: number, kind: ServiceFailure): boolean;
  /** Where the count stands, in words: on a trip this is the reason ("5 consecutive failures"). */
  abstract standing(now: number): string;
  /** Forgets everything: a new closed period begins. */
  abstract clear(): void;

  onSuccess(_now: number, _durationMs: number): boolean {
    return false;
  }
}

/** One kind of trip policy. */
export const tripVariant = variantOf<TripPolicy>();
