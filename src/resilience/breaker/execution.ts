import type { Clock } from '../clock.ts';
import type { Task } from '../guard.ts';
import type { Attendant } from './attendant.ts';
import { BLOCKED, type Permit } from './breaker.ts';
import { CircuitOpenError } from './circuit-open-error.ts';
import {
  type IsFailure,
  isFailureKind,
  type Verdict,
  verdictOf,
  verdictOnError,
} from './verdict.ts';

interface Terms {
  readonly name: string;
  readonly clock: Clock;
  readonly isFailure: IsFailure | undefined;
  readonly declinedIsFailure: boolean;
}

const AsyncFunction = (async () => {}).constructor;

/** Makes calls through a breaker: asks for a permit, runs the task, and judges how it ended. */
export class Execution {
  private readonly attendant: Attendant;
  private readonly terms: Terms;

  constructor(attendant: Attendant, terms: Terms) {
    this.attendant = attendant;
    this.terms = terms;
  }

  /** A refusal fails in the way of `written`, the function that the user wrote. */
  run<Result>(
    task: Task<Result>,
    written: (...args: never[]) => unknown,
    signal: AbortSignal,
  ): Result | Promise<Result> {
    if (signal.aborted) return failed(signal.reason, written);
    const { attendant } = this;
    const startedMs = attendant.start();
    const permit = attendant.acquire(startedMs);
    if (permit === BLOCKED) return failed(this.refusal(), written);
    let result: Result | PromiseLike<Result>;
    try {
      result = task(signal);
    } catch (error) {
      this.settle(permit, startedMs, signal, error, true);
      throw error;
    }
    if (isThenable(result)) return this.settled(result, permit, startedMs, signal);
    this.settle(permit, startedMs, signal, result, false);
    return result;
  }

  private settled<Result>(
    result: PromiseLike<Result>,
    permit: Permit,
    startedMs: number,
    signal: AbortSignal,
  ): Promise<Result> {
    // Faster than an async function, which would be a promise more.
    const promise = result instanceof Promise ? result : Promise.resolve(result);
    return promise.then(
      (value) => {
        this.settle(permit, startedMs, signal, value, false);
        return value;
      },
      (error: unknown) => {
        this.settle(permit, startedMs, signal, error, true);
        throw error;
      },
    );
  }

  private settle(
    permit: Permit,
    startedMs: number,
    signal: AbortSignal,
    value: unknown,
    threw: boolean,
  ): void {
    const { attendant } = this;
    const verdict = this.judge(permit, signal, value, threw);
    if (verdict === 'success') attendant.succeed(permit, startedMs);
    else if (isFailureKind(verdict)) attendant.fail(permit, startedMs, verdict, value);
    else attendant.ignore(permit);
  }

  private judge(permit: Permit, signal: AbortSignal, value: unknown, threw: boolean): Verdict {
    const { isFailure, declinedIsFailure } = this.terms;
    if (threw && signal.aborted) return 'ignored';
    if (isFailure === undefined) return threw ? verdictOnError(value) : 'success';
    try {
      const verdict = verdictOf(isFailure(value, threw), value, threw);
      return verdict === 'declined' && !declinedIsFailure ? 'success' : verdict;
    } catch (error) {
      this.attendant.ignore(permit);
      throw error;
    }
  }

  private refusal(): CircuitOpenError {
    const { attendant } = this;
    const { stateName: state, lastTrip } = attendant.breaker;
    const retryAfterMs = attendant.retryAfterMs(attendant.now());
    return new CircuitOpenError({
      breaker: this.terms.name,
      state,
      ...(state === 'forced-open' ? { reason: 'isolated by hand', failures: 0 } : lastTrip),
      retryAfterMs,
      untilEpochMs:
        retryAfterMs === undefined ? undefined : this.terms.clock.epochMs() + retryAfterMs,
      cause: attendant.lastError,
    });
  }
}

/** An async function never throws, it rejects. */
function failed(error: unknown, written: (...args: never[]) => unknown): Promise<never> {
  if (written instanceof AsyncFunction) return Promise.reject(error);
  throw error;
}

function isThenable<Result>(result: Result | PromiseLike<Result>): result is PromiseLike<Result> {
  return (
    typeof result === 'object' &&
    result !== null &&
    typeof (result as Partial<PromiseLike<Result>>).then === 'function'
  );
}
