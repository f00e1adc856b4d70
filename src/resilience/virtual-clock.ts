import { duration } from '../kernel/quantities.ts';
import { decode } from '../kernel/settings.ts';
import type { Clock } from './clock.ts';

/** A clock that stands still until it is told to go on: for tests without waiting. */
export interface VirtualClock extends Clock {
  /**
   * Lets time pass, by ms or by a duration such as `'10s'`, and runs the timers that come due, in order,
   * each at its own instant. Throws SettingsError if `by` is not a duration.
   */
  advance(by: number | string): void;
  /** The same, but lets promises settle before the first timer and after each: for code that awaits. */
  advanceAsync(by: number | string): Promise<void>;
}

interface Timer {
  readonly dueAt: number;
  readonly fire: () => void;
}

/** `epochMs` is what the wall clock shows at the start, when `now()` is 0. */
export function virtualClock({ epochMs = 0 }: { readonly epochMs?: number } = {}): VirtualClock {
  let now = 0;
  /** By instant; of equals, the one set first comes first. */
  const timers: Timer[] = [];

  const fireNext = (until: number): boolean => {
    const next = timers[0];
    if (next === undefined || next.dueAt > until) return false;
    timers.shift();
    now = next.dueAt;
    next.fire();
    return true;
  };

  return {
    now: () => now,
    epochMs: () => epochMs + now,
    setTimer(delayMs, fire) {
      const timer = { dueAt: now + Math.max(0, delayMs), fire };
      const later = timers.findIndex(({ dueAt }) => dueAt > timer.dueAt);
      timers.splice(later === -1 ? timers.length : later, 0, timer);
      return () => {
        const place = timers.indexOf(timer);
        if (place !== -1) timers.splice(place, 1);
      };
    },
    advance(by) {
      const until = now + decode(duration, by);
      while (fireNext(until));
      now = until;
    },
    async advanceAsync(by) {
      const until = now + decode(duration, by);
      do await settled();
      while (fireNext(until));
      now = until;
    },
  };
}

/** Resolves when every promise that can settle by itself has: one turn of the event loop, not of the clock. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
