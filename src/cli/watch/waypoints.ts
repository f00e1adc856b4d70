import type { ArmRun } from '../../experiment/arm-run.ts';
import type { Destination, Playback } from '../../experiment/playback.ts';
import { instantOf, scriptEvents } from '../../report/watch/events.ts';

/** Where steps by tick and event lead, from where a playback is. */

export function instant(atMs: number): Destination {
  return { kind: 'instant', atMs };
}

export function tickBefore({ nowMs, tickStartMs, head }: Playback): Destination {
  return instant(nowMs > tickStartMs ? tickStartMs : tickStartMs - head.tickMs);
}

export function nextEvent(playback: Playback): Destination {
  const { nowMs, transitions, head } = playback;
  const marks = marksOf(playback).filter((atMs) => atMs > nowMs);
  const untilMs = Math.min(...marks, head.durationMs);
  return { kind: 'transitions', count: transitions.length + 1, untilMs };
}

export function eventBefore(playback: Playback): Destination {
  const { nowMs, transitions, head } = playback;
  const markMs = Math.max(0, ...marksOf(playback).filter((atMs) => atMs < nowMs));
  const count = transitions.filter(({ atMs }) => atMs < nowMs).length;
  const atMs = transitions[count - 1]?.atMs ?? 0;
  return atMs > markMs ? { kind: 'transitions', count, untilMs: head.durationMs } : instant(markMs);
}

export type Counted = 'calls' | 'lost';

/** Calls that have ended so far, or orders that are lost. */
export function countedIn({ callsEnded, ordersLost }: ArmRun, what: Counted): number {
  return what === 'calls' ? callsEnded : ordersLost;
}

/** Fast to the start of the tick of that call or lost order, and from there event by event. */
export function backTo(
  playback: Playback,
  kind: Counted,
  arm: number,
  count: number,
): Destination[] {
  if (count < 1) return [];
  return [instant(playback.tickOf(arm, kind, count)), { kind, arm, count }];
}

/** Where the script begins or ends something. */
function marksOf({ head }: Playback): number[] {
  return scriptEvents(head.script ?? []).map(instantOf);
}
