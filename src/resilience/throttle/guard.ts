import type * as v from 'valibot';
import { decode } from '../../kernel/settings.ts';
import type { Clock } from '../clock.ts';
import { type Guard, NEVER } from '../guard.ts';
import { RejectedError } from '../rejected-error.ts';
import type { Uniform } from '../retry/backoff.ts';
import { systemClock, systemRandom } from '../system-clock.ts';
import { throttleSettings } from './settings.ts';
import { Throttle } from './throttle.ts';

/**
 * Sends no more than K times what the service accepts of late; the rest fails with a RejectedError.
 * Throws SettingsError if a setting is wrong.
 */
export function throttle(
  settings: v.InferInput<typeof throttleSettings> = {},
  {
    clock = systemClock,
    random = systemRandom,
  }: { readonly clock?: Clock; readonly random?: Uniform } = {},
): Guard {
  const gate = new Throttle(decode(throttleSettings, settings));
  return {
    async execute(task, { signal = NEVER } = {}) {
      signal.throwIfAborted();
      if (!gate.admits(clock.now(), random.next())) throw new RejectedError('throttle');
      const result = await task(signal);
      gate.accept(clock.now());
      return result;
    },
  };
}
