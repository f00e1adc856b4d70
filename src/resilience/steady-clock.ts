import type { Clock } from './clock.ts';

/**
 * The same clock, but its time never goes back and never ends: a clock that somebody sets, or that answers
 * Infinity, must not undo what has happened.
 */
export function steady(clock: Clock): Clock {
  let last = 0;
  const first = clock.now();
  if (Number.isFinite(first)) last = first;
  return {
    now() {
      const now = clock.now();
      if (now > last && now !== Number.POSITIVE_INFINITY) last = now;
      return last;
    },
    epochMs: () => clock.epochMs(),
    setTimer: (delayMs, fire, isAwaited) => clock.setTimer(delayMs, fire, isAwaited),
  };
}
