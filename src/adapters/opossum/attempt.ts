import type { CallPermit } from '../../resilience/breaker/call-permit.ts';
import type { CancelTimer, Clock } from '../../resilience/clock.ts';
import type { Answers } from './answers.ts';
import type { OpossumEvents } from './events.ts';
import type { DecodedOptions } from './options.ts';
import { OurError } from './our-error.ts';
import type { Counted } from './status.ts';

/** What one call needs of its breaker. */
export interface Host {
  readonly options: DecodedOptions;
  readonly clock: Clock;
  readonly answers: Answers;
  tell<Name extends keyof OpossumEvents>(
    counted: Counted,
    event: Name,
    ...details: OpossumEvents[Name]
  ): void;
  /** What stands in for a call that failed; undefined where nothing does. */
  instead(error: unknown): Promise<unknown> | undefined;
  takePlace(): boolean;
  givePlace(): void;
  /** Tells those who are still at work that nobody waits. */
  abort(): void;
}

/** Makes one call that may be made: within its time, if there is a place. */
export function attempt<Returned>(
  host: Host,
  permit: CallPermit,
  act: () => unknown,
  args: readonly unknown[],
  key: string,
): Promise<Returned> {
  const { clock, options, answers } = host;
  const startedMs = clock.now();
  return new Promise((resolve, reject) => {
    let isOver = false;
    let cancelTimer: CancelTimer = () => {};
    const latencyMs = (): number => clock.now() - startedMs;
    const failed = (error: unknown, event?: 'error' | 'timeout'): void => {
      const answer = judged(host, permit, error, latencyMs(), args);
      if (answer === undefined) reject(error as Error);
      else resolve(answer as Promise<Returned>);
      answers.end(key, event);
    };
    /** Whether it is the first that ends the call. */
    const ends = (): boolean => {
      if (isOver) return false;
      isOver = true;
      cancelTimer();
      host.givePlace();
      return true;
    };
    if (!host.takePlace()) {
      const locked = new OurError('Semaphore locked', 'ESEMLOCKED');
      host.tell('semaphoreRejections', 'semaphoreLocked', locked, latencyMs());
      failed(locked);
      return;
    }
    if (options.timeout > 0) {
      cancelTimer = clock.setTimer(options.timeout, () => {
        if (!ends()) return;
        const error = new OurError(`Timed out after ${options.timeout}ms`, 'ETIMEDOUT');
        host.tell('timeouts', 'timeout', error, latencyMs(), args);
        failed(error, 'timeout');
        host.abort();
      });
    }
    const { promise } = begun(act);
    promise.then(
      (result) => {
        if (!ends()) return;
        host.tell('successes', 'success', result, latencyMs());
        permit.succeed();
        answers.end(key, 'success');
        resolve(result as Returned);
        answers.keep(key, promise);
      },
      (error: unknown) => {
        if (ends()) failed(error, 'error');
      },
    );
  });
}

/** What a failed call comes to for the breaker, and what is answered in its stead, if anything. */
function judged(
  host: Host,
  permit: CallPermit,
  error: unknown,
  latencyMs: number,
  args: readonly unknown[],
): Promise<unknown> | undefined {
  if (isFiltered(host.options, error, args)) {
    host.tell('successes', 'success', error, latencyMs);
    permit.succeed();
    return undefined;
  }
  host.tell('failures', 'failure', error, latencyMs, args);
  permit.fail(error);
  return host.instead(error);
}

/** Begins to act; what is thrown at once is a rejection, too. */
export function begun(act: () => unknown): {
  readonly promise: Promise<unknown>;
  readonly result: unknown;
  readonly threw: boolean;
} {
  try {
    const result = act();
    return { promise: Promise.resolve(result), result, threw: false };
  } catch (error) {
    return { promise: Promise.reject(error as Error), result: undefined, threw: true };
  }
}

/** A filter that fails at an error has not let it pass. */
function isFiltered(
  { errorFilter }: DecodedOptions,
  error: unknown,
  args: readonly unknown[],
): boolean {
  try {
    return Boolean(errorFilter(error, ...args));
  } catch {
    return false;
  }
}
