import type { SlotColumns } from '../../../kernel/slot-pool.ts';
import type { ServiceFailure } from '../../failure.ts';
import type { Luck } from '../../luck.ts';
import { Breaker } from '../breaker.ts';
import type { BreakerSettings } from '../settings.ts';
import type { BreakerTransition } from '../state.ts';

/** What a member is told when it asks whether it may call; who `waits` is told later. */
export const ANSWER = { blocked: 0, allowed: 1, waits: 2 } as const;

export type Answer = (typeof ANSWER)[keyof typeof ANSWER];

/** Told what happens among those who share. */
export interface SharingListener {
  /** The call in `slot`, which waited, may be made, or is blocked. */
  onDecision(slot: number, isAllowed: boolean): void;
  onTransition(cell: number, transition: BreakerTransition): void;
  /** Ask the service how it is, and give the answer to `endPing`. */
  onPing(cell: number, permit: number): void;
  /** `wake` the alarm so numbered at `atMs`; Infinity: not at all. */
  onWake(alarm: number, atMs: number): void;
}

/** Who shares what. */
export interface Fleet {
  /** The instances that share. */
  readonly members: number;
  /** The circuits that each of them shares with the others. */
  readonly circuits: number;
  readonly breaker: BreakerSettings;
  /** The jitter of open times, for a breaker so numbered. */
  readonly luckOf: (breaker: number) => Luck;
  /** Whom a member talks to: the draws of the n-th talk. */
  readonly talkLuck: (talk: number) => Luck;
}

/**
 * How the instances of a service share circuits: a machine that is told the time, like the breaker itself.
 * Of a call it remembers what it must by the call's slot, so all of a fleet's calls need no more than this.
 */
export interface Sharing extends SlotColumns {
  /** The breakers whose states can be seen, one a cell. */
  readonly breakers: readonly Breaker[];
  /** How many alarms it may set. */
  readonly alarms: number;
  /** The cell that speaks for a member's circuit. */
  cellOf(member: number, circuit: number): number;
  /** Whether the member holds the circuit to be open, as far as it knows without asking. */
  isOpenTo(member: number, circuit: number, now: number): boolean;
  /** May this member make the call in `slot` through this circuit? */
  ask(slot: number, member: number, circuit: number, now: number): Answer;
  /** Why the call in `slot` has just been blocked, where its cell cannot say so: its instance went by hearsay. */
  hearsay(slot: number, now: number): string | undefined;
  /** The call in `slot` was made and succeeded. */
  succeed(slot: number, now: number, durationMs: number): void;
  fail(slot: number, now: number, durationMs: number, kind: ServiceFailure): void;
  /** The call says nothing of the service; or nobody waits for it any more, made or not. */
  ignore(slot: number, now: number): void;
  endPing(cell: number, permit: number, now: number, good: boolean): void;
  /** The alarm is due. */
  wake(alarm: number, now: number): void;
  /** What they share their state by is away (true), or so many nodes of it; 0: all is there. */
  setAway(away: true | number): void;
}

/** So many breakers; their cells and alarms are numbered from `first`. */
export function breakersOf(
  { luckOf, breaker }: Fleet,
  listener: SharingListener,
  breakers: number,
  first = 0,
): Breaker[] {
  return Array.from({ length: breakers }, (_, i) => {
    const cell = first + i;
    return new Breaker(breaker, luckOf(cell), {
      onTransition: (transition) => listener.onTransition(cell, transition),
      onPing: (permit) => listener.onPing(cell, permit),
      onWake: (atMs) => listener.onWake(cell, atMs),
    });
  });
}
