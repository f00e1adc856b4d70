import { decode, type Written } from '../../kernel/settings.ts';
import type { End } from '../end.ts';
import { blamesService, type Failure } from '../failure.ts';
import type { Luck } from '../luck.ts';
import { pause } from '../pause.ts';
import { systemRandom } from '../system-clock.ts';
import { isFailureVerdict, retryAfterOf } from '../verdict.ts';
import { type GuardTools, type WatchedGuard, watched } from '../watched-guard.ts';
import { NO_RETRY, RetryRules } from './retry-rules.ts';
import { retrySettings } from './settings.ts';

export interface RetryTools extends GuardTools {
  /** The luck of jitter. */
  readonly random?: Luck;
  /** A second opinion on failures that the settings would repeat: false lets the error stand. */
  readonly retryIf?: (error: unknown) => boolean;
}

interface RetryEvents {
  /** The call is tried again in `waitMs`, after so many tries of which the last failed. */
  retried: {
    readonly tries: number;
    readonly waitMs: number;
    readonly kind: Failure;
    readonly error: unknown;
  };
}

/**
 * Tries again after a failure, as the settings say (the block `retry` of a scenario). What the service
 * declined is no failure, unless `on` names it. An error that has `retryAfterMs` is honoured where the service
 * itself said so: refusals of breakers and limits are not. Throws SettingsError if a setting is wrong.
 */
export function retry(
  settings: Written<typeof retrySettings> = {},
  tools: RetryTools = {},
): WatchedGuard<RetryEvents> {
  const rules = new RetryRules(decode(retrySettings, settings));
  const { random = systemRandom, retryIf = () => true } = tools;

  const waitMs = (
    { verdict, value }: End,
    now: number,
    tries: number,
    waitedMs: number,
  ): number => {
    if (verdict === 'success') rules.onSuccess(now);
    if (!isFailureVerdict(verdict) || !rules.repeats(verdict)) return NO_RETRY;
    if (!agrees(retryIf, value)) return NO_RETRY;
    const askedMs = blamesService(verdict) ? retryAfterOf(value) : 0;
    return rules.waitMs(now, tries, random, waitedMs, askedMs);
  };

  return watched<RetryEvents>(tools, ['retried'], async (call, clock) => {
    const { signal } = call;
    rules.onFirstCall(clock.now());
    let waitedMs = 0;
    for (let tries = 1; ; tries++) {
      const end = await call.make();
      const nextMs = signal.aborted ? NO_RETRY : waitMs(end, clock.now(), tries, waitedMs);
      if (nextMs === NO_RETRY) return end;
      waitedMs = nextMs;
      call.tell('retried', {
        tries,
        waitMs: nextMs,
        kind: end.verdict as Failure,
        error: end.value,
      });
      const wait = await call.make((inner) => pause(clock, waitedMs, inner));
      if (wait.threw) return wait;
    }
  });
}

/** A second opinion that cannot read the error lets it stand. */
function agrees(retryIf: (error: unknown) => boolean, error: unknown): boolean {
  try {
    return retryIf(error);
  } catch {
    return false;
  }
}
