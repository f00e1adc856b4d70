import { decode, type Written } from '../../kernel/settings.ts';
import { type RejectingEvents, rejected } from '../rejected-error.ts';
import { type GuardTools, type WatchedGuard, watched } from '../watched-guard.ts';
import { RateLimit } from './rate-limit.ts';
import { rateLimitSettings } from './settings.ts';

/**
 * Lets so many tasks a second run and fails the others with a RejectedError that says when to come
 * back. Throws SettingsError if a setting is wrong.
 */
export function rateLimit(
  settings: Written<typeof rateLimitSettings>,
  tools: GuardTools = {},
): WatchedGuard<RejectingEvents> {
  const limit = new RateLimit(decode(rateLimitSettings, settings));
  return watched<RejectingEvents>(tools, ['rejected'], (call, clock) => {
    const waitMs = limit.take(clock.now());
    return waitMs > 0 ? rejected(call, 'rateLimit', waitMs) : call.make();
  });
}
