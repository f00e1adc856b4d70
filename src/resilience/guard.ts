/** What is to be done, under guard. The signal says when nobody waits for it any more. */
export type Task<Result> = (signal: AbortSignal) => Result | PromiseLike<Result>;

export interface CallOptions {
  /** The caller's own: once it aborts, the call ends with its reason and nothing is tried again. */
  readonly signal?: AbortSignal;
}

/** A policy at work in a service: runs tasks, or refuses to. A pipeline of guards is a guard too. */
export interface Guard {
  /**
   * Runs the task and settles as it does, unless the policy has it otherwise; what it was refused for
   * is an error of this library, told apart by its `name`.
   */
  execute<Result>(task: Task<Result>, options?: CallOptions): Result | Promise<Result>;
}

/** The signal of those who have none. */
export const NEVER: AbortSignal = new AbortController().signal;

const nothing = (): void => {};

/** Calls `act` once `signal` aborts, which it has not yet; returns how to call that off. */
export function whenAborted(signal: AbortSignal, act: () => void): () => void {
  // All calls without a signal share the one that never aborts: listeners would only pile up there.
  if (signal === NEVER) return nothing;
  signal.addEventListener('abort', act, { once: true });
  return () => signal.removeEventListener('abort', act);
}
