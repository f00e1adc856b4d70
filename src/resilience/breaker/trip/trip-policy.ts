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

/** What a closed circuit should do at an instant that its policy asked for. */
export type TimedVerdict = 'stay' | 'open' | 'ping';

/**
 * Decides closed → open. It is told of every call that ended in the present closed period and answers
 * whether the circuit should open now. `now` and durations are in ms of the caller's clock.
 */
export abstract class TripPolicy {
  /** Whether `onSuccess` looks at `now` or at the duration. Where not, nobody need read a clock for it. */
  readonly needsTime: boolean = false;
  /** Whether it wants to be told of calls that start. */
  readonly countsStarts: boolean = false;
  /** Whether `wakeAtMs` is ever an instant that comes. */
  readonly isTimed: boolean = false;
  abstract onFailure(now: number, durationMs: number, kind: ServiceFailure): boolean;
  /** Whether what it looks at is reached at `now`, whichever call came last. */
  abstract holds(now: number): boolean;
  /** Where the count stands, in words: on a trip this is the reason ("5 consecutive failures"). */
  abstract standing(now: number): string;
  /** Forgets everything. */
  abstract clear(): void;

  onSuccess(_now: number, _durationMs: number): boolean {
    return false;
  }

  /** The shares that it judges; none where it judges by something else. */
  shares(_now: number): readonly RecentShare[] {
    return [];
  }

  /** A new closed period begins; whether anything is forgotten then is not the policy's to say. */
  begin(_now: number): void {}

  /** A call asks to be made. */
  onStart(_now: number): void {}

  /** When `onTime` wants to be asked; Infinity where time alone changes nothing. */
  get wakeAtMs(): number {
    return Number.POSITIVE_INFINITY;
  }

  /** It is `wakeAtMs`, or later. Asked again and again, until `wakeAtMs` lies ahead. */
  onTime(_now: number): TimedVerdict {
    return 'stay';
  }

  /** The answer to a ping; whether the circuit should open now. */
  onPing(_good: boolean, _now: number): boolean {
    return false;
  }
}

/** One kind of trip policy. */
export const tripVariant = variantOf<TripPolicy>();
