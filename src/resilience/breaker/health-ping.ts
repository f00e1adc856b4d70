import { SettingsError } from '../../kernel/settings.ts';
import type { Clock } from '../clock.ts';
import type { Permit } from './breaker.ts';
import type { BreakerSettings } from './settings.ts';

/** Asks the service how it is. Good unless it throws, rejects, or answers `false`. */
export type Ping = (signal: AbortSignal) => unknown;

/**
 * Sends the pings of a health check: after its timeout (the longest, if there are two) a ping's signal aborts. Throws SettingsError where
 * the settings ask for pings and there is no function to make them.
 */
export function pingSender(
  settings: BreakerSettings,
  ping: Ping | undefined,
  clock: Clock,
  onAnswer: (permit: Permit, good: boolean) => void,
): (permit: Permit) => void {
  const asking = askers(settings);
  if (asking.length === 0) return () => {};
  if (ping === undefined) throw missingPing(settings);
  const timeoutMs = Math.max(...asking.map(({ timeout }) => timeout));

  const isGood = async (signal: AbortSignal): Promise<boolean> => {
    try {
      return (await ping(signal)) !== false;
    } catch {
      return false;
    }
  };

  const send = async (permit: Permit): Promise<void> => {
    const controller = new AbortController();
    const cancelTimer = clock.setTimer(timeoutMs, () => controller.abort());
    const good = await isGood(controller.signal);
    cancelTimer();
    onAnswer(permit, good);
  };

  return (permit) => void send(permit);
}

/** The policies that send pings. */
function askers({ trip, probe }: BreakerSettings): { readonly timeout: number }[] {
  const trips = 'policies' in trip ? trip.policies : [trip];
  return [...trips, probe].filter((one) => one.kind === 'bad-pings' || one.kind === 'health-check');
}

function missingPing({ probe }: BreakerSettings): SettingsError {
  const place = probe.kind === 'health-check' ? 'probe' : 'trip';
  return new SettingsError([
    {
      path: [place, 'kind'],
      atKey: false,
      found: place === 'probe' ? '"health-check"' : '"bad-pings"',
      expected: `a function \`ping\` beside the clock, or a ${place} policy that needs none`,
      suggestion: undefined,
    },
  ]);
}
