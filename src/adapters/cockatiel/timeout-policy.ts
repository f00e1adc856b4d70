import { NEVER, whenAborted } from '../../resilience/guard.ts';
import type { Context, Policy } from './contract.ts';
import { TaskCancelledError } from './errors.ts';
import { EventEmitter } from './event.ts';
import { type Executor, returnOrThrow } from './executor.ts';

/** Whether a function is told that its time is over and its end awaited, or nobody waits for it any more. */
export const TimeoutStrategy = { Cooperative: 'optimistic', Aggressive: 'aggressive' } as const;

export type TimeoutStrategy = 'optimistic' | 'aggressive';

export interface TimeoutOptions {
  readonly strategy: TimeoutStrategy;
  /** Left out, the signal aborts once the function has answered, too. */
  readonly abortOnReturn?: boolean;
}

/** Gives a function so many ms. */
export class TimeoutPolicy implements Policy {
  declare readonly _altReturn: never;
  private readonly timeouts = new EventEmitter<void>();
  /** The time is over, or the caller went away. */
  readonly onTimeout = this.timeouts.addListener;
  readonly onSuccess: Executor['onSuccess'];
  readonly onFailure: Executor['onFailure'];
  private readonly duration: number;
  private readonly options: TimeoutOptions;
  private readonly executor: Executor;
  private readonly unref: boolean;

  constructor(duration: number, options: TimeoutOptions, executor: Executor, unref = false) {
    this.duration = duration;
    this.options = options;
    this.executor = executor;
    this.unref = unref;
    this.onSuccess = executor.onSuccess;
    this.onFailure = executor.onFailure;
  }

  /** The same, but whose timer keeps no process alive. */
  dangerouslyUnref(): TimeoutPolicy {
    return new TimeoutPolicy(this.duration, this.options, this.executor, true);
  }

  async execute<Result>(
    fn: (context: Context, signal: AbortSignal) => PromiseLike<Result> | Result,
    signal: AbortSignal = NEVER,
  ): Promise<Result> {
    const { duration, options, executor } = this;
    const own = new AbortController();
    let giveUp = (): void => {};
    const over = new Promise<never>((_, reject) => {
      giveUp = () => reject(new TaskCancelledError(`Operation timed out after ${duration}ms`));
    });
    // Where nobody waits for it.
    over.catch(() => {});
    const end = (): void => {
      if (own.signal.aborted) return;
      own.abort();
      this.timeouts.emit();
      giveUp();
    };
    const stopListening = signal.aborted ? end() : whenAborted(signal, end);
    const cancelTimer = executor.clock.setTimer(duration, end, !this.unref);
    const act = (): PromiseLike<Result> | Result => fn({ signal: own.signal }, own.signal);
    try {
      if (options.strategy === TimeoutStrategy.Cooperative)
        return returnOrThrow(await executor.invoke(act));
      return returnOrThrow(await executor.invoke(async () => Promise.race([act(), over])));
    } finally {
      stopListening?.();
      cancelTimer();
      if (options.abortOnReturn !== false) own.abort();
    }
  }
}
