import type { Clock } from './clock.ts';

/** The longest that a platform's timer can wait; beyond it, it would go off at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Node's timers can be told not to keep the process alive; a browser's are numbers. */
interface Unrefable {
  unref?(): void;
}

/**
 * The real time, by a monotonic clock that no correction of the wall clock disturbs. A timer of more than
 * 24 days goes off early, at 24 days: whoever set it looks at the clock and sets it again.
 */
export const systemClock: Clock = {
  now: () => performance.now(),
  epochMs: () => Date.now(),
  setTimer(delayMs, fire, isAwaited = false) {
    // Rounded up: a timer that is early by a fraction of a ms would have to be set twice.
    const timer = setTimeout(fire, Math.min(LONGEST_TIMER_MS, Math.ceil(delayMs)));
    if (!isAwaited) (timer as Unrefable).unref?.();
    return () => clearTimeout(timer);
  },
};

/** Real luck, different in every process: clients that failed together shall not return together. */
export const systemRandom = { next: (): number => Math.random() } as const;
