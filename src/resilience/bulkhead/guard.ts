import { decode, type Written } from '../../kernel/settings.ts';
import type { End } from '../end.ts';
import { whenAborted } from '../guard.ts';
import { type RejectingEvents, rejected } from '../rejected-error.ts';
import { type GuardTools, type WatchedGuard, watched } from '../watched-guard.ts';
import { Bulkhead } from './bulkhead.ts';
import { bulkheadSettings } from './settings.ts';

/**
 * Lets so many tasks run at once and so many wait, first come, first served; the others fail with a
 * RejectedError. Throws SettingsError if a setting is wrong.
 */
export function bulkhead(
  settings: Written<typeof bulkheadSettings> = {},
  tools: GuardTools = {},
): WatchedGuard<RejectingEvents> {
  const places = new Bulkhead(decode(bulkheadSettings, settings));
  const line: (() => void)[] = [];

  /** Whether its turn came before its caller went away. */
  const waitInLine = (signal: AbortSignal): Promise<boolean> =>
    new Promise((resolve) => {
      const stopListening = whenAborted(signal, () => {
        line.splice(line.indexOf(proceed), 1);
        places.stopWaiting();
        resolve(false);
      });
      const proceed = (): void => {
        stopListening();
        resolve(true);
      };
      line.push(proceed);
    });

  return watched<RejectingEvents>(tools, ['rejected'], async (call): Promise<End> => {
    const { signal } = call;
    const admission = places.ask();
    if (admission === 'reject') return rejected(call, 'bulkhead');
    if (admission === 'wait' && !(await waitInLine(signal))) {
      return { value: signal.reason, threw: true, verdict: 'ignored' };
    }
    const end = await call.make();
    if (places.leave()) line.shift()!();
    return end;
  });
}
