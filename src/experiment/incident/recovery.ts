import type { RecoveryFacts } from '../../model/metrics/recovery-metrics.ts';
import type { Incident } from '../result.ts';

/** Null where there was no trouble. A recovery that came before its trouble's end came at once. */
export function recoveryOf(incidents: readonly Incident[]): RecoveryFacts | null {
  if (incidents.length === 0) return null;
  const hurt = incidents.filter(didHurt);
  const times = hurt.map(({ recoveredAtMs, untilMs }) =>
    recoveredAtMs === null || untilMs === null ? null : Math.max(0, recoveredAtMs - untilMs),
  );
  const known = times.filter((ms) => ms !== null);
  return {
    incidents: hurt.length,
    unrecovered: times.length - known.length,
    afterMs: known.length < times.length ? null : Math.max(0, ...known),
  };
}

/**
 * From the first order lost to recovery, in ms, as a mean over the incidents that hurt: 0 where none did. Null
 * where there was no trouble, or a recovery never came: a mean over those that came would flatter.
 */
export function meanTimeToRecovery(incidents: readonly Incident[]): number | null {
  const times = incidents
    .filter(didHurt)
    .map(({ hurtAtMs, recoveredAtMs }) =>
      hurtAtMs === null || recoveredAtMs === null ? null : recoveredAtMs - hurtAtMs,
    );
  if (incidents.length === 0 || times.includes(null)) return null;
  return times.length === 0 ? 0 : times.reduce<number>((sum, ms) => sum + ms!, 0) / times.length;
}

function didHurt({ hurtAtMs, ending }: Incident): boolean {
  return hurtAtMs !== null || ending === 'down before';
}
