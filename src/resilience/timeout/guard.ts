import { positiveDuration } from '../../kernel/quantities.ts';
import { durationText } from '../../kernel/quantity-text.ts';
import { decode } from '../../kernel/settings.ts';
import type { Clock } from '../clock.ts';
import { type Guard, NEVER, type Task, whenAborted } from '../guard.ts';
import { systemClock } from '../system-clock.ts';

/** Patience ended before the task did. The service may still be at work on it. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
  readonly afterMs: number;

  constructor(afterMs: number) {
    super(`No answer within ${durationText(afterMs)}`);
    this.afterMs = afterMs;
  }
}

/**
 * Gives up after so long (ms, or a duration such as `'1s'`) with a TimeoutError, and aborts the task's
 * signal with it. Inside a retry it bounds each call, outside it bounds them all, waits included. An
 * answer at the very deadline is in time. Throws SettingsError if the duration is wrong.
 */
export function timeout(
  after: number | string,
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Guard {
  const afterMs = decode(positiveDuration, after);
  return {
    execute: (task, { signal = NEVER } = {}) => raced(task, afterMs, clock, signal),
  };
}

async function raced<Result>(
  task: Task<Result>,
  afterMs: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<Result> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const own = new AbortController();
    const giveUp = (reason: unknown): void => {
      finish();
      own.abort(reason);
      reject(reason as Error);
    };
    // The task first: where its answer and the deadline are timers of one instant, the answer wins.
    const answer = start(task, own.signal);
    const cancel = clock.setTimer(afterMs, () => giveUp(new TimeoutError(afterMs)), true);
    const stopListening = whenAborted(signal, () => giveUp(signal.reason));
    const finish = (): void => {
      cancel();
      stopListening();
    };
    answer.finally(finish).then(resolve, reject);
  });
}

/** What a task throws at once is a rejection like any other. */
async function start<Result>(task: Task<Result>, signal: AbortSignal): Promise<Result> {
  return task(signal);
}
