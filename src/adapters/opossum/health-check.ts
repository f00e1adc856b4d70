import type { CancelTimer, Clock } from '../../resilience/clock.ts';
import { every } from './every.ts';

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
  const ask = (): void => {
    (async () => check())().catch((error: unknown) => {
      if (!isOver) onBad(error);
    });
  };
  const cancelTimer = every(clock, intervalMs, ask);
  ask();
  return () => {
    isOver = true;
    cancelTimer();
  };
}
