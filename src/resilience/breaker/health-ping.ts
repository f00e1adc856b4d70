import { SettingsError } from '../../kernel/settings.ts';
import type { Clock } from '../clock.ts';
import type { Permit } from './breaker.ts';
import type { BreakerSettings } from './settings.ts';

/** Asks the service how it is. Good unless it throws, rejects, or answers `false`. */
export type Ping = (signal: AbortSignal) => unknown;

/**
 * Sends the pings of a health check: after its timeout a ping's signal aborts. Throws SettingsError where
 * the settings ask for pings and there is no function to make them.
 */
export function pingSender(
  { probe }: BreakerSettings,
  ping: Ping | undefined,
  clock: Clock,
  onAnswer: (permit: Permit, good: boolean) => void,
): (permit: Permit) => void {
  if (probe.kind !== 'health-check') return () => {};
  if (ping === undefined) throw missingPing();

  const isGood = async (signal: AbortSignal): Promise<boolean> => {
    try {
      return (await ping(signal)) !== false;
    } catch {
      return false;
    }
  };

  const send = async (permit: Permit): Promise<void> => {
    const controller = new AbortController();
    const cancelTimer = clock.setTimer(probe.timeout, () => controller.abort());
    const good = await isGood(controller.signal);
    cancelTimer();
    onAnswer(permit, good);
  };

  return (permit) => void send(permit);
}

function missingPing(): SettingsError {
  return new SettingsError([
    {
      path: ['probe', 'kind'],
      atKey: false,
      found: '"health-check"',
      expected: 'a function `ping` beside the clock, or a probe policy that needs none',
      suggestion: undefined,
    },
  ]);
}
