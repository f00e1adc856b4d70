import type { Clock } from './clock.ts';

/** Resolves after `ms`, or rejects with the signal's reason as soon as it aborts. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const stop = (): void => {
      cancel();
      reject(signal.reason as Error);
    };
    const cancel = clock.setTimer(
      ms,
      () => {
        signal.removeEventListener('abort', stop);
        resolve();
      },
      true,
    );
    signal.addEventListener('abort', stop, { once: true });
  });
}
