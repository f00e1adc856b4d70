import type { Clock } from '../../resilience/clock.ts';
import { steady } from '../../resilience/steady-clock.ts';
import { systemClock } from '../../resilience/system-clock.ts';
import type { FailureEvent, FailureReason, SuccessEvent } from './contract.ts';
import { EventEmitter } from './event.ts';
import { Policy } from './handled.ts';

/** What a test may put in the place of the real time. */
export interface PolicyTools {
  readonly clock?: Clock;
}

/** How a call ended; errors that are not handled are thrown instead. */
export type Ending<Result> = FailureReason<Result> | { readonly success: Result };

/** Handles nothing: whatever is thrown is thrown on. */
const NOTHING = new Policy({ errorFilter: () => false, resultFilter: () => false });

/** Runs functions, judges how they end, and tells of it. */
export class Executor {
  private readonly successes = new EventEmitter<SuccessEvent>();
  private readonly failures = new EventEmitter<FailureEvent>();
  readonly onSuccess = this.successes.addListener;
  readonly onFailure = this.failures.addListener;
  readonly clock: Clock;
  private readonly handled: Policy;

  constructor({ clock = systemClock }: PolicyTools = {}, handled: Policy = NOTHING) {
    this.clock = steady(clock);
    this.handled = handled;
  }

  /** The same, with listeners of its own. */
  clone(): Executor {
    return new Executor(this, this.handled);
  }

  async invoke<Result>(fn: () => PromiseLike<Result> | Result): Promise<Ending<Result>> {
    const { clock, handled } = this;
    const startedMs = clock.now();
    const duration = (): number => clock.now() - startedMs;
    try {
      const value = await fn();
      if (!handled.options.resultFilter(value)) {
        this.successes.emit({ duration: duration() });
        return { success: value };
      }
      this.failures.emit({ duration: duration(), handled: true, reason: { value } });
      return { value };
    } catch (thrown) {
      const error = thrown as Error;
      const isHandled = handled.options.errorFilter(error);
      this.failures.emit({ duration: duration(), handled: isHandled, reason: { error } });
      if (!isHandled) throw error;
      return { error };
    }
  }
}

/** What a call comes to that nothing stands in for. */
export function returnOrThrow<Result>(ending: Ending<Result>): Result {
  if ('error' in ending) throw ending.error;
  return 'success' in ending ? ending.success : ending.value;
}
