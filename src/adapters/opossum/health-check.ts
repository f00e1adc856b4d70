import type { CancelTimer, Clock } from '../../resilience/clock.ts';

/**
 * Asks now and every so often how the service is, and says where that fails. Returns how to stop. Throws
 * TypeError where opossum does.
 */
export function checkHealth(
  clock: Clock,
  intervalMs: number,
  check: () => unknown,
  onBad: (error: unknown) => void,
): CancelTimer {
  if (typeof intervalMs !== 'number' || Number.isNaN(intervalMs)) {
    throw new TypeError('Health check interval must be a number');
  }
  let isOver = false;
  let cancelTimer: CancelTimer = () => {};
  const ask = (): void => {
    cancelTimer = clock.setTimer(intervalMs, ask);
    (async () => check())().catch((error: unknown) => {
      if (!isOver) onBad(error);
    });
  };
  ask();
  return () => {
    isOver = true;
    cancelTimer();
  };
}
