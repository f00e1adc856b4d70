import { variantOf } from '../../../kernel/variant.ts';
import type { ServiceFailure } from '../../failure.ts';

/** What share of the recent calls did something. */
export interface RecentShare {
  /** What they did. */
  readonly of: 'failed' | 'slow' | 'timed out';
  /** How many calls are remembered. */
  readonly calls: number;
  /** How many of them did so. */
  readonly marked: number;
  /** The share of them; null while there are too few calls to judge by. */
  readonly rate: number | null;
}

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

  /** The shares that it judges; none where it judges by something else. */
  shares(_now: number): readonly RecentShare[] {
    return [];
  }
}

/** One kind of trip policy. */
export const tripVariant = variantOf<TripPolicy>();
