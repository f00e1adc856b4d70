import type { Event } from './event.ts';

/** Why a call counts as failed: what was thrown, or what was returned. */
export type FailureReason<Returned> = { readonly error: Error } | { readonly value: Returned };

/** A call succeeded after so many ms. */
export interface SuccessEvent {
  readonly duration: number;
}

/** A call failed after so many ms; not `handled`: the policy has nothing to do with such errors. */
export interface FailureEvent {
  readonly duration: number;
  readonly handled: boolean;
  readonly reason: FailureReason<unknown>;
}

/** What every function that a policy runs is given. */
export interface Context {
  readonly signal: AbortSignal;
}

export interface Policy<Given extends Context = Context, Instead = never> {
  /** Only a type: what may be answered in the place of a result. */
  readonly _altReturn: Instead;
  readonly onSuccess: Event<SuccessEvent>;
  readonly onFailure: Event<FailureEvent>;
  execute<Result>(
    fn: (context: Given) => PromiseLike<Result> | Result,
    signal?: AbortSignal,
  ): Promise<Result | Instead>;
}
