import { Agenda, EVENT_KIND, type EventKind } from '../../src/kernel/agenda.ts';
import type { Timers } from '../../src/kernel/timers.ts';

/** What a test does to timers: starts one, cancels one of those pending, or lets so much time pass. */
export type Step =
  | { readonly do: 'start'; readonly delay: number; readonly starts: readonly number[] }
  | { readonly do: 'cancel'; readonly which: number }
  | { readonly do: 'cancel all' }
  | { readonly do: 'pass'; readonly ms: number };

/** Makes the timers under test on an agenda. */
export type MakeTimers = (agenda: Agenda, kind: EventKind, fire: (slot: number) => void) => Timers;

export interface Firing {
  readonly atMs: number;
  readonly slot: number;
}

interface Pending extends Firing {
  /** Delays of the timers that this one starts when it fires. */
  readonly starts: readonly number[];
}

/** What both the timers and the model are played on. */
export interface Played {
  readonly firings: readonly Firing[];
  readonly endMs: number;
}

/** Plays the steps to real timers on an agenda, and lets everything that is pending run out. */
export function playedBy(make: MakeTimers, steps: readonly Step[], slots: number): Played {
  const agenda = new Agenda();
  const firings: Firing[] = [];
  const pending = new Map<number, readonly number[]>();
  let slot = 0;
  const start = (delay: number, starts: readonly number[]): void => {
    pending.set(slot, starts);
    timers.start(slot++, delay);
  };
  const timers = make(agenda, EVENT_KIND.answer, (fired) => {
    firings.push({ atMs: agenda.now, slot: fired });
    const starts = pending.get(fired)!;
    pending.delete(fired);
    for (const delay of starts) start(delay, []);
  });
  timers.resize(slots);
  const cancel = (which: number): void => {
    timers.cancel(which);
    pending.delete(which);
  };
  for (const step of steps) {
    if (step.do === 'start') start(step.delay, step.starts);
    else if (step.do === 'pass') agenda.runUntil(agenda.now + step.ms, Number.POSITIVE_INFINITY);
    else if (step.do === 'cancel all') for (const one of pending.keys()) cancel(one);
    else if (pending.size > 0) cancel([...pending.keys()][step.which % pending.size]!);
  }
  const endMs = agenda.now;
  while (pending.size > 0) agenda.runUntil(agenda.now + 1e9, Number.POSITIVE_INFINITY);
  return { firings, endMs };
}

/** The same by the plainest means: a list, sorted again for every firing; the sort is stable. */
export function playedByList(steps: readonly Step[], delayOf: (delay: number) => number): Played {
  const firings: Firing[] = [];
  let pending: Pending[] = [];
  let now = 0;
  let slot = 0;
  const start = (delay: number, starts: readonly number[]): void =>
    void pending.push({ atMs: now + delayOf(delay), slot: slot++, starts });
  const runUntil = (end: number): void => {
    for (;;) {
      const first = [...pending].sort((a, b) => a.atMs - b.atMs)[0];
      if (first === undefined || first.atMs >= end) break;
      pending = pending.filter((one) => one !== first);
      now = first.atMs;
      firings.push({ atMs: now, slot: first.slot });
      for (const delay of first.starts) start(delay, []);
    }
    now = end;
  };
  for (const step of steps) {
    if (step.do === 'start') start(step.delay, step.starts);
    else if (step.do === 'pass') runUntil(now + step.ms);
    else if (step.do === 'cancel all') pending = [];
    else if (pending.length > 0) pending.splice(step.which % pending.length, 1);
  }
  const endMs = now;
  runUntil(Number.POSITIVE_INFINITY);
  return { firings, endMs };
}
