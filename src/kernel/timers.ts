import type { Agenda, EventKind } from './agenda.ts';
import { DelayLine } from './delay-line.ts';
import type { SlotColumns } from './slot-pool.ts';
import { TimingWheel } from './timing-wheel.ts';

/** At most one pending timer per slot; `fire(slot)` is called when it is due. */
export interface Timers extends SlotColumns {
  /** The slot's timer goes off after `delayMs`. */
  start(slot: number, delayMs: number): void;
  /** The slot's timer, which must be pending, does not go off; what it leaves behind does not add up. */
  cancel(slot: number): void;
}

/** Timers that all run for `constantMs`, or, where that is null, each for a time of its own. */
export function createTimers(
  agenda: Agenda,
  kind: EventKind,
  constantMs: number | null,
  fire: (slot: number) => void,
): Timers {
  return constantMs === null
    ? new TimingWheel(agenda, kind, fire)
    : new DelayLine(agenda, kind, constantMs, fire);
}
