import type { Clock } from './clock.ts';
import { whenAborted } from './guard.ts';

/** Resolves after `ms`, or rejects with the signal's reason as soon as it aborts. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const stopListening = whenAborted(signal, () => {
      cancel();
      reject(signal.reason as Error);
    });
    const cancel = clock.setTimer(
      ms,
      () => {
        stopListening();
        resolve();
      },
      true,
    );
  });
}
