import { positiveDuration } from '../../kernel/quantities.ts';
import { durationText } from '../../kernel/quantity-text.ts';
import { decode } from '../../kernel/settings.ts';
import type { Clock } from '../clock.ts';
import type { End } from '../end.ts';
import { whenAborted } from '../guard.ts';
import { type Call, type GuardTools, type WatchedGuard, watched } from '../watched-guard.ts';

/** Patience ended before the task did. The service may still be at work on it. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
  readonly afterMs: number;

  constructor(afterMs: number) {
    super(`No answer within ${durationText(afterMs)}`);
    this.afterMs = afterMs;
  }
}

interface TimeoutEvents {
  /** Patience ended; such a call has failed too. */
  timedOut: { readonly afterMs: number };
}

/**
 * Gives up after so long (ms, or a duration such as `'1s'`) with a TimeoutError, and aborts the task's
 * signal with it. Inside a retry it bounds each call, outside it bounds them all, waits included. An
 * answer at the very deadline is in time. Throws SettingsError if the duration is wrong.
 */
export function timeout(
  after: number | string,
  tools: GuardTools = {},
): WatchedGuard<TimeoutEvents> {
  const afterMs = decode(positiveDuration, after);
  return watched<TimeoutEvents>(tools, ['timedOut'], (call, clock) => raced(call, afterMs, clock));
}

function raced(call: Call<TimeoutEvents>, afterMs: number, clock: Clock): Promise<End> {
  const { task, signal } = call;
  return new Promise((resolve) => {
    const own = new AbortController();
    let cancelTimer = (): void => {};
    let hasGivenUp = false;
    const finish = (end: End): void => {
      cancelTimer();
      stopListening();
      resolve(end);
    };
    const giveUp = (reason: unknown, verdict: 'timeout' | 'ignored'): void => {
      hasGivenUp = true;
      finish({ value: reason, threw: true, verdict });
      own.abort(reason);
    };
    const stopListening = whenAborted(signal, () => giveUp(signal.reason, 'ignored'));
    // The task first: where its answer and the deadline are timers of one instant, the answer wins.
    void call.make(task, own.signal).then(finish);
    // The task may have made its own caller go away.
    if (hasGivenUp) return;
    cancelTimer = clock.setTimer(
      afterMs,
      () => {
        call.tell('timedOut', { afterMs });
        giveUp(new TimeoutError(afterMs), 'timeout');
      },
      true,
    );
  });
}
