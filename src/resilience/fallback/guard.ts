import { decode, type Written } from '../../kernel/settings.ts';
import type { End } from '../end.ts';
import { covers } from '../failure.ts';
import type { Task } from '../guard.ts';
import { steady } from '../steady-clock.ts';
import { systemClock } from '../system-clock.ts';
import { isFailureVerdict } from '../verdict.ts';
import { type Call, type GuardTools, type WatchedGuard, watched } from '../watched-guard.ts';
import { DeferralLine, type Settlement } from './deferral-line.ts';
import { createSubstitution, type FallbackSettings, fallbackSettings } from './index.ts';

/** What the settings cannot say. */
export interface FallbackTools extends GuardTools {
  /** The answer instead: of kinds `value`, `degraded` and `defer` ("we have your order"). */
  readonly answer?: (failure: unknown) => unknown;
  /** The other service, of kind `backup`. */
  readonly backup?: Task<unknown>;
  /** Told what became of each deferred task, of kind `defer`. */
  readonly onSettled?: (settlement: Settlement) => unknown;
}

interface FallbackEvents {
  /** Another answer took the place of this failure. Such a call counts neither as successful nor as failed. */
  substituted: { readonly failure: unknown };
}

/** The failure that the first call of a degraded period met is the reason for all of it. */
const DEGRADED = new Error('Degraded: the service was not asked');

/** What a kind of fallback does. Left out: the service is always asked, and its answers are all the same. */
interface Plan {
  /** The answer instead of asking the service at all, if there is one. */
  readonly insteadOfAsking?: (now: number) => Task<unknown> | undefined;
  readonly onSuccess?: (now: number, result: unknown) => void;
  /** What steps in for a failure, if there is anything. */
  readonly onFailure: (
    now: number,
    failure: unknown,
    task: Task<unknown>,
  ) => Task<unknown> | undefined;
}

/**
 * Puts something in the place of a failure (the block `fallback` of a scenario). What the service declined is
 * no failure, unless `on` names it, nor is what the caller's own signal ends. A deferred task runs again
 * without a caller: its signal never aborts. Throws SettingsError if a setting is wrong, TypeError if a tool
 * is missing that the kind needs.
 */
export function fallback(
  settings: Written<typeof fallbackSettings>,
  tools: FallbackTools = {},
): WatchedGuard<FallbackEvents> {
  const decoded = decode(fallbackSettings, settings);
  const { onFailure, onSuccess, insteadOfAsking } = planOf(decoded, tools);

  const stepIn = async (
    call: Call<FallbackEvents>,
    failure: unknown,
    instead: Task<unknown>,
  ): Promise<End> => {
    const end = await call.make(instead);
    if (end.threw) return end;
    call.tell('substituted', { failure });
    return { ...end, verdict: 'own' };
  };

  return watched<FallbackEvents>(tools, ['substituted'], async (call, clock) => {
    const insteadOf = insteadOfAsking?.(clock.now());
    if (insteadOf !== undefined) return stepIn(call, DEGRADED, insteadOf);
    const end = await call.make();
    if (end.verdict === 'success' && !end.threw) onSuccess?.(clock.now(), end.value);
    if (call.signal.aborted || !isFailureVerdict(end.verdict) || !covers(decoded.on, end.verdict))
      return end;
    const instead = onFailure(clock.now(), end.value, call.task);
    return instead === undefined ? end : stepIn(call, end.value, instead);
  });
}

function planOf(settings: FallbackSettings, tools: FallbackTools): Plan {
  switch (settings.kind) {
    case 'defer': {
      const answer = needed(tools.answer, settings.kind, 'answer');
      const line = new DeferralLine(settings, steady(tools.clock ?? systemClock), tools);
      return {
        onFailure: (_, failure, task) => (line.tryDefer(task) ? () => answer(failure) : undefined),
      };
    }
    case 'backup': {
      const backup = needed(tools.backup, settings.kind, 'backup');
      return { onFailure: () => backup };
    }
    case 'cached': {
      const substitution = createSubstitution(settings);
      let last: unknown;
      return {
        onSuccess(now, result) {
          last = result;
          substitution.onSuccess(now);
        },
        onFailure: (now) => (substitution.onFailure(now) ? () => last : undefined),
      };
    }
    case 'value':
    case 'degraded': {
      const answer = needed(tools.answer, settings.kind, 'answer');
      const substitution = createSubstitution(settings);
      return {
        insteadOfAsking: (now) => (substitution.bypasses(now) ? () => answer(DEGRADED) : undefined),
        onFailure: (now, failure) =>
          substitution.onFailure(now) ? () => answer(failure) : undefined,
      };
    }
  }
}

function needed<Tool>(tool: Tool | undefined, kind: string, name: string): Tool {
  if (tool !== undefined) return tool;
  throw new TypeError(`A fallback of kind ${kind} needs { ${name} } among its tools`);
}
