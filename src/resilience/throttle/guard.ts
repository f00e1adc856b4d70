import { decode, type Written } from '../../kernel/settings.ts';
import type { Luck } from '../luck.ts';
import { type RejectingEvents, rejected } from '../rejected-error.ts';
import { systemRandom } from '../system-clock.ts';
import { type GuardTools, type WatchedGuard, watched } from '../watched-guard.ts';
import { throttleSettings } from './settings.ts';
import { Throttle } from './throttle.ts';

export interface ThrottleTools extends GuardTools {
  readonly random?: Luck;
}

/**
 * Sends no more than K times what the service accepts of late; the rest fails with a RejectedError. A
 * declined call was accepted. Throws SettingsError if a setting is wrong.
 */
export function throttle(
  settings: Written<typeof throttleSettings> = {},
  tools: ThrottleTools = {},
): WatchedGuard<RejectingEvents> {
  const gate = new Throttle(decode(throttleSettings, settings));
  const { random = systemRandom } = tools;
  return watched<RejectingEvents>(tools, ['rejected'], async (call, clock) => {
    if (!gate.admits(clock.now(), random.next())) return rejected(call, 'throttle');
    const end = await call.make();
    if (end.verdict === 'success' || end.verdict === 'declined') gate.accept(clock.now());
    return end;
  });
}
