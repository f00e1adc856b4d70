import type { SlotColumns } from '../../../kernel/slot-pool.ts';
import type { ServiceFailure } from '../../failure.ts';
import type { Breaker, Permit } from '../breaker.ts';
import type { SharingListener } from './sharing.ts';

/** What is known of a circuit that lives elsewhere. */
export const SEEN = { closed: 0, open: 1, halfOpen: 2, away: 3 } as const;

/** A circuit as it was seen. */
export interface Sight {
  /** One of SEEN. */
  state: number;
  /** Which of its periods it was in: each change begins another. */
  epoch: number;
  /** When its open time is over; Infinity where it is not open. */
  untilMs: number;
  /** The instant at which it was so. */
  atMs: number;
}

export interface RemoteListener extends SharingListener {
  /** The call in `slot`, which asked, has leave to be made (or BLOCKED); `sight` tells of its circuit. */
  onLeave(slot: number, permit: Permit, now: number): void;
  /** What `who` looked for is in `sight`. */
  onSight(who: number, now: number): void;
  /** What `who` has learnt without a question is in `sight`. */
  onNews(who: number): void;
}

/** The one truth about circuits, kept elsewhere: it is asked and told, and its answers come later, if at all. */
export interface RemoteCircuits extends SlotColumns {
  readonly truths: readonly Breaker[];
  /** What the answer that came last told of its circuit. */
  readonly sight: Sight;
  /** Asks for leave to make the call in `slot`. */
  ask(slot: number, circuit: number, now: number): void;
  /** Nobody waits for the answer any more. */
  withdraw(slot: number): void;
  /** Asks how the circuit stands. */
  look(who: number, circuit: number, now: number): void;
  /**
   * How a call ended. It was made with a permit, or (BLOCKED) because the circuit was closed in `epoch`; what
   * comes after that one is over tells nothing. No failure: it succeeded.
   */
  tell(
    circuit: number,
    permit: Permit,
    epoch: number,
    now: number,
    durationMs: number,
    failure: ServiceFailure | undefined,
  ): void;
  /** Gives back a permit that comes to nothing. */
  giveBack(circuit: number, permit: Permit, now: number): void;
  /** The alarm is due that it set beside those of its circuits. */
  deliver(now: number): void;
  setAway(isAway: boolean): void;
}
