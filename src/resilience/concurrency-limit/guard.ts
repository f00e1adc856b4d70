import { decode } from '../../kernel/settings.ts';
import type { Clock } from '../clock.ts';
import { failureOf } from '../failure-of.ts';
import { type Guard, NEVER } from '../guard.ts';
import { RejectedError } from '../rejected-error.ts';
import { systemClock } from '../system-clock.ts';
import { ConcurrencyLimit } from './concurrency-limit.ts';
import { type ConcurrencyLimitSettings, concurrencyLimitSettings } from './index.ts';

/**
 * Lets as many tasks run at once as the service was found to bear; the others fail with a
 * RejectedError. Put the timeout inside it: what its own caller cuts short teaches it nothing. Throws
 * SettingsError if a setting is wrong.
 */
export function concurrencyLimit(
  settings: Partial<ConcurrencyLimitSettings> & Pick<ConcurrencyLimitSettings, 'kind'>,
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Guard {
  const limit = new ConcurrencyLimit(decode(concurrencyLimitSettings, settings));
  return {
    async execute(task, { signal = NEVER } = {}) {
      signal.throwIfAborted();
      if (!limit.tryEnter()) throw new RejectedError('concurrencyLimit');
      const startedAt = clock.now();
      try {
        const result = await task(signal);
        limit.answered(clock.now() - startedAt);
        return result;
      } catch (error) {
        const failure = failureOf(error);
        const tells = !signal.aborted && (failure === 'error' || failure === 'timeout');
        if (tells) limit.dropped();
        else limit.ignored();
        throw error;
      }
    },
  };
}
