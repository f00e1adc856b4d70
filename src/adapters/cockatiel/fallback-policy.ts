import { NEVER } from '../../resilience/guard.ts';
import type { Context, Policy } from './contract.ts';
import { type Executor, returnOrThrow } from './executor.ts';

/** Answers something else where a call failed. */
export class FallbackPolicy<Instead> implements Policy<Context, Instead> {
  declare readonly _altReturn: Instead;
  readonly onSuccess: Executor['onSuccess'];
  readonly onFailure: Executor['onFailure'];
  private readonly executor: Executor;
  private readonly instead: () => PromiseLike<Instead> | Instead;

  constructor(executor: Executor, instead: () => PromiseLike<Instead> | Instead) {
    this.executor = executor;
    this.instead = instead;
    this.onSuccess = executor.onSuccess;
    this.onFailure = executor.onFailure;
  }

  async execute<Result>(
    fn: (context: Context) => PromiseLike<Result> | Result,
    signal: AbortSignal = NEVER,
  ): Promise<Result | Instead> {
    const ending = await this.executor.invoke(() => fn({ signal }));
    return 'success' in ending ? ending.success : this.instead();
  }
}

/** Does nothing but tell. */
export class NoopPolicy implements Policy {
  declare readonly _altReturn: never;
  readonly onSuccess: Executor['onSuccess'];
  readonly onFailure: Executor['onFailure'];
  private readonly executor: Executor;

  constructor(executor: Executor) {
    this.executor = executor;
    this.onSuccess = executor.onSuccess;
    this.onFailure = executor.onFailure;
  }

  async execute<Result>(
    fn: (context: Context) => PromiseLike<Result> | Result,
    signal: AbortSignal = NEVER,
  ): Promise<Result> {
    return returnOrThrow(await this.executor.invoke(() => fn({ signal })));
  }
}
