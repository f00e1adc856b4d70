import type { CancelTimer, Clock } from '../../resilience/clock.ts';

/** Acts every so many ms, the first time after as many; returns how to stop. */
export function every(clock: Clock, ms: number, act: () => void): CancelTimer {
  let cancelTimer: CancelTimer = () => {};
  const begin = (): void => {
    cancelTimer = clock.setTimer(ms, () => {
      begin();
      act();
    });
  };
  begin();
  return () => cancelTimer();
}
