import type * as v from 'valibot';
import { decode } from '../../kernel/settings.ts';
import type { Clock } from '../clock.ts';
import { failureOf, retryAfterOf } from '../failure-of.ts';
import { type Guard, NEVER } from '../guard.ts';
import { pause } from '../pause.ts';
import { systemClock, systemRandom } from '../system-clock.ts';
import type { Uniform } from './backoff.ts';
import { NO_RETRY, RetryRules } from './retry-rules.ts';
import { retrySettings } from './settings.ts';

export interface RetryTools {
  readonly clock?: Clock;
  /** The luck of jitter: `next()` is uniform in [0, 1). */
  readonly random?: Uniform;
  /** A second opinion on failures that the settings would repeat: false lets the error stand. */
  readonly retryIf?: (error: unknown) => boolean;
}

/**
 * Tries again after a failure, as the settings say (the block `retry` of a scenario). An error that has
 * `retryAfterMs` is honoured where the service itself said so: refusals of breakers and limits are not.
 * Throws SettingsError if a setting is wrong.
 */
export function retry(
  settings: v.InferInput<typeof retrySettings> = {},
  { clock = systemClock, random = systemRandom, retryIf = () => true }: RetryTools = {},
): Guard {
  const rules = new RetryRules(decode(retrySettings, settings));

  const waitMs = (error: unknown, tries: number, waitedMs: number): number => {
    const failure = failureOf(error);
    if (!rules.repeats(failure) || !retryIf(error)) return NO_RETRY;
    const askedMs = failure === 'error' ? retryAfterOf(error) : 0;
    return rules.waitMs(tries, random, waitedMs, askedMs);
  };

  return {
    async execute(task, { signal = NEVER } = {}) {
      rules.onFirstCall();
      let waitedMs = 0;
      for (let tries = 1; ; tries++) {
        try {
          return await task(signal);
        } catch (error) {
          const nextMs = signal.aborted ? NO_RETRY : waitMs(error, tries, waitedMs);
          if (nextMs === NO_RETRY) throw error;
          waitedMs = nextMs;
        }
        await pause(clock, waitedMs, signal);
      }
    },
  };
}
