import { NEVER } from '../../resilience/guard.ts';
import type { Backoff, BackoffFactory } from './backoff.ts';
import type { Context, FailureReason, Policy } from './contract.ts';
import { EventEmitter } from './event.ts';
import { type Executor, returnOrThrow } from './executor.ts';

export interface RetryContext extends Context {
  /** 0 in the first call. */
  readonly attempt: number;
}

export interface RetryBackoffContext<Returned> extends RetryContext {
  readonly result: FailureReason<Returned>;
}

export interface RetryPolicyConfig {
  readonly backoff: BackoffFactory<RetryBackoffContext<unknown>>;
  /** Calls after the first. */
  readonly maxAttempts: number;
  readonly unref?: boolean;
}

/** Makes a call that failed again, after a wait. */
export class RetryPolicy implements Policy<RetryContext> {
  declare readonly _altReturn: never;
  private readonly givingUps = new EventEmitter<FailureReason<unknown>>();
  private readonly retries = new EventEmitter<
    FailureReason<unknown> & { readonly delay: number; readonly attempt: number }
  >();
  readonly onGiveUp = this.givingUps.addListener;
  /** Told before the wait. */
  readonly onRetry = this.retries.addListener;
  readonly onSuccess: Executor['onSuccess'];
  readonly onFailure: Executor['onFailure'];
  private readonly config: RetryPolicyConfig;
  private readonly executor: Executor;

  constructor(config: RetryPolicyConfig, executor: Executor) {
    this.config = config;
    this.executor = executor;
    this.onSuccess = executor.onSuccess;
    this.onFailure = executor.onFailure;
  }

  /** The same, but whose waits keep no process alive; with listeners of its own. */
  dangerouslyUnref(): RetryPolicy {
    return new RetryPolicy({ ...this.config, unref: true }, this.executor.clone());
  }

  async execute<Result>(
    fn: (context: RetryContext) => PromiseLike<Result> | Result,
    signal: AbortSignal = NEVER,
  ): Promise<Result> {
    const { config, executor } = this;
    let backoff: Backoff<RetryBackoffContext<unknown>> | undefined;
    for (let calls = 1; ; calls++) {
      const ending = await executor.invoke(() => fn({ attempt: calls - 1, signal }));
      if ('success' in ending) return ending.success;
      if (signal.aborted || calls > config.maxAttempts) {
        this.givingUps.emit(ending);
        return returnOrThrow(ending);
      }
      backoff = (backoff ?? config.backoff).next({ attempt: calls, signal, result: ending });
      const delay = backoff.duration;
      const wait = new Promise<void>((resolve) => {
        executor.clock.setTimer(delay, resolve, config.unref !== true);
      });
      this.retries.emit({ ...ending, delay, attempt: calls });
      await wait;
    }
  }
}
