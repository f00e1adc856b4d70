import type * as v from 'valibot';
import { decode } from '../../kernel/settings.ts';
import type { Clock } from '../clock.ts';
import { type Guard, NEVER } from '../guard.ts';
import { RejectedError } from '../rejected-error.ts';
import { systemClock } from '../system-clock.ts';
import { RateLimit } from './rate-limit.ts';
import { rateLimitSettings } from './settings.ts';

/**
 * Lets so many tasks a second run and fails the others with a RejectedError that says when to come
 * back. Throws SettingsError if a setting is wrong.
 */
export function rateLimit(
  settings: v.InferInput<typeof rateLimitSettings>,
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Guard {
  const limit = new RateLimit(decode(rateLimitSettings, settings));
  return {
    async execute(task, { signal = NEVER } = {}) {
      signal.throwIfAborted();
      const waitMs = limit.take(clock.now());
      if (waitMs > 0) throw new RejectedError('rateLimit', waitMs);
      return task(signal);
    },
  };
}
