import type { Clock } from '../clock.ts';
import { type Task, whenAborted } from '../guard.ts';
import { type IsFailure, type Verdict, verdictOn } from '../verdict.ts';
import { BLOCKED, type Permit } from './breaker.ts';
import { CircuitOpenError } from './circuit-open-error.ts';
import type { ClockedBreaker } from './clocked-breaker.ts';

interface Terms {
  readonly name: string;
  readonly clock: Clock;
  readonly isFailure: IsFailure | undefined;
  readonly declinedIsFailure: boolean;
}

const AsyncFunction = (async () => {}).constructor;

/** Makes calls through a breaker: asks for a permit, runs the task, and judges how it ended. */
export class Execution {
  private readonly clocked: ClockedBreaker;
  private readonly terms: Terms;
  private readonly othersWait: boolean;

  constructor(clocked: ClockedBreaker, terms: Terms) {
    this.clocked = clocked;
    this.terms = terms;
    this.othersWait = clocked.breaker.othersWait;
  }

  /** A refusal fails in the way of `written`, the function that the user wrote. */
  run<Result>(
    task: Task<Result>,
    written: (...args: never[]) => unknown,
    signal: AbortSignal,
  ): Result | Promise<Result> {
    if (signal.aborted) return failed(signal.reason, written);
    const { clocked } = this;
    if (this.othersWait && clocked.mustWait()) return this.inTurn(task, written, signal);
    const startedMs = clocked.start();
    const permit = clocked.acquire(startedMs);
    if (permit === BLOCKED) return failed(this.refusal(), written);
    let result: Result | PromiseLike<Result>;
    try {
      result = task(signal);
      if (isThenable(result)) return this.settled(result, permit, startedMs, signal);
    } catch (error) {
      this.settle(permit, startedMs, signal, error, true);
      throw error;
    }
    this.settle(permit, startedMs, signal, result, false);
    return result;
  }

  /** The call of somebody who had to wait for a probe first. */
  private inTurn<Result>(
    task: Task<Result>,
    written: (...args: never[]) => unknown,
    signal: AbortSignal,
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      const leave = this.clocked.wait(() => {
        stopListening();
        try {
          resolve(this.run(task, written, signal));
        } catch (error) {
          reject(error);
        }
      });
      const stopListening = whenAborted(signal, () => {
        leave();
        reject(signal.reason);
      });
    });
  }

  private settled<Result>(
    result: PromiseLike<Result>,
    permit: Permit,
    startedMs: number,
    signal: AbortSignal,
  ): Promise<Result> {
    return promised(result).then(
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
    const { clocked } = this;
    const { isFailure, declinedIsFailure } = this.terms;
    // Most calls end so, and a breaker should cost them next to nothing.
    if (!threw && isFailure === undefined) {
      clocked.succeed(permit, startedMs);
      return;
    }
    const verdict = this.judge(permit, startedMs, signal, value, threw);
    switch (verdict) {
      case 'success':
        clocked.succeed(permit, startedMs);
        break;
      case 'declined':
        if (declinedIsFailure) clocked.fail(permit, startedMs, verdict, value);
        else clocked.succeed(permit, startedMs);
        break;
      case 'error':
      case 'refused':
      case 'timeout':
        clocked.fail(permit, startedMs, verdict, value);
        break;
      // Calls that a guard further in never sent say nothing.
      default:
        clocked.ignore(permit, startedMs);
    }
  }

  private judge(
    permit: Permit,
    startedMs: number,
    signal: AbortSignal,
    value: unknown,
    threw: boolean,
  ): Verdict {
    if (threw && signal.aborted) return 'ignored';
    try {
      return verdictOn(this.terms.isFailure, value, threw);
    } catch (error) {
      this.clocked.ignore(permit, startedMs);
      throw error;
    }
  }

  private refusal(): CircuitOpenError {
    const { clocked } = this;
    const { stateName: state, lastTrip } = clocked.breaker;
    const retryAfterMs = clocked.retryAfterMs(clocked.now());
    return new CircuitOpenError({
      breaker: this.terms.name,
      state,
      ...(state === 'forced-open' ? { reason: 'isolated by hand', failures: 0 } : lastTrip),
      retryAfterMs,
      untilEpochMs:
        retryAfterMs === undefined ? undefined : this.terms.clock.epochMs() + retryAfterMs,
      cause: clocked.lastError,
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
    ((typeof result === 'object' && result !== null) || typeof result === 'function') &&
    typeof (result as Partial<PromiseLike<Result>>).then === 'function'
  );
}

/** Awaited, where `then` is not the platform's own: it might call back twice, or throw after it has. */
function promised<Result>(result: PromiseLike<Result>): Promise<Result> {
  return result.then === Promise.prototype.then
    ? (result as Promise<Result>)
    : (async () => await result)();
}
