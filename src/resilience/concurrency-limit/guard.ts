import { decode, type Written } from '../../kernel/settings.ts';
import { type RejectingEvents, rejected } from '../rejected-error.ts';
import { type GuardTools, type WatchedGuard, watched } from '../watched-guard.ts';
import { ConcurrencyLimit } from './concurrency-limit.ts';
import { concurrencyLimitSettings } from './index.ts';

/**
 * Lets as many tasks run at once as the service was found to bear; the others fail with a
 * RejectedError. Put the timeout inside it: what its own caller cuts short teaches it nothing. Throws
 * SettingsError if a setting is wrong.
 */
export function concurrencyLimit(
  settings: Written<typeof concurrencyLimitSettings>,
  tools: GuardTools = {},
): WatchedGuard<RejectingEvents> {
  const limit = new ConcurrencyLimit(decode(concurrencyLimitSettings, settings));
  return watched<RejectingEvents>(tools, ['rejected'], async (call, clock) => {
    if (!limit.tryEnter()) return rejected(call, 'concurrencyLimit');
    const startedMs = clock.now();
    const end = await call.make();
    switch (end.verdict) {
      case 'success':
      case 'declined':
        limit.answered(clock.now() - startedMs);
        break;
      case 'error':
      case 'refused':
      case 'timeout':
        limit.dropped();
        break;
      default:
        limit.ignored();
    }
    return end;
  });
}
