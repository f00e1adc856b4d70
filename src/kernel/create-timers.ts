import type { Agenda, EventKind } from './agenda.ts';
import { DelayLine } from './delay-line.ts';
import type { Timers } from './timers.ts';
import { TimingWheel } from './timing-wheel.ts';

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
