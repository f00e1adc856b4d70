import { decode } from '../../kernel/settings.ts';
import type { Clock } from '../clock.ts';
import { failureOf } from '../failure-of.ts';
import { type Guard, NEVER, type Task } from '../guard.ts';
import { systemClock } from '../system-clock.ts';
import { DeferralLine, type Settlement } from './deferral-line.ts';
import { createSubstitution, type FallbackSettings, fallbackSettings } from './index.ts';

/** What the settings cannot say. */
export interface FallbackTools {
  readonly clock?: Clock;
  /** The answer instead: of kinds `value`, `degraded` and `defer` ("we have your order"). */
  readonly answer?: (failure: unknown) => unknown;
  /** The other service, of kind `backup`. */
  readonly backup?: Task<unknown>;
  /** Told what became of each deferred task, of kind `defer`. */
  readonly onSettled?: (settlement: Settlement) => void;
}

/** The failure that the first call of a degraded period met is the reason for all of it. */
const DEGRADED = new Error('Degraded: the service was not asked');

/**
 * Puts something in the place of a failure (the block `fallback` of a scenario). What the caller's own
 * signal ends is no failure. A deferred task runs again without a caller: its signal never aborts.
 * Throws SettingsError if a setting is wrong, TypeError if a tool is missing that the kind needs.
 */
export function fallback(
  settings: Partial<FallbackSettings> & Pick<FallbackSettings, 'kind'>,
  tools: FallbackTools = {},
): Guard {
  const decoded = decode(fallbackSettings, settings);
  switch (decoded.kind) {
    case 'defer': {
      const answer = needed(tools.answer, decoded.kind, 'answer');
      const line = new DeferralLine(decoded, tools.clock ?? systemClock, tools.onSettled);
      return steppingIn(decoded, (failure, task) => {
        if (!line.tryDefer(task)) throw failure;
        return answer(failure);
      });
    }
    case 'backup': {
      const backup = needed(tools.backup, decoded.kind, 'backup');
      return steppingIn(decoded, (_failure, _task, signal) => backup(signal));
    }
    case 'cached':
      return cachedGuard(decoded, tools.clock ?? systemClock);
    case 'value':
    case 'degraded':
      return substituting(
        decoded,
        tools.clock ?? systemClock,
        needed(tools.answer, decoded.kind, 'answer'),
      );
  }
}

type StepIn = (failure: unknown, task: Task<unknown>, signal: AbortSignal) => unknown;

function steppingIn({ on }: FallbackSettings, stepIn: StepIn): Guard {
  return {
    async execute<Result>(task: Task<Result>, { signal = NEVER } = {}): Promise<Result> {
      try {
        return await task(signal);
      } catch (failure) {
        if (signal.aborted || !on.includes(failureOf(failure))) throw failure;
        return (await stepIn(failure, task, signal)) as Result;
      }
    },
  };
}

type SubstituteSettings = Parameters<typeof createSubstitution>[0];

function substituting(
  settings: SubstituteSettings,
  clock: Clock,
  answer: (failure: unknown) => unknown,
): Guard {
  const substitution = createSubstitution(settings);
  const guard = steppingIn(settings, (failure) => {
    if (!substitution.onFailure(clock.now())) throw failure;
    return answer(failure);
  });
  return {
    async execute<Result>(task: Task<Result>, options = {}): Promise<Result> {
      if (substitution.bypasses(clock.now())) return (await answer(DEGRADED)) as Result;
      return guard.execute(async (signal) => {
        const result = await task(signal);
        substitution.onSuccess(clock.now());
        return result;
      }, options);
    },
  };
}

function cachedGuard(settings: SubstituteSettings, clock: Clock): Guard {
  let lastAnswer: unknown;
  const guard = substituting(settings, clock, () => lastAnswer);
  return {
    execute: (task, options) =>
      guard.execute(async (signal) => {
        const result = await task(signal);
        lastAnswer = result;
        return result;
      }, options),
  };
}

function needed<Tool>(tool: Tool | undefined, kind: string, name: string): Tool {
  if (tool !== undefined) return tool;
  throw new TypeError(`A fallback of kind ${kind} needs { ${name} } among its tools`);
}
