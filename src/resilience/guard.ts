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

const nothing = (): void => {};

/**
 * The signal of those who have none. Tasks hand it on, to `fetch` for one; as it never aborts it keeps no
 * listener of theirs, where those of many calls at once would pile up and draw a warning.
 */
export const NEVER: AbortSignal = Object.assign(new AbortController().signal, {
  addEventListener: nothing,
});

/** Those who wait for a signal: with a listener each, more than ten calls on one signal draw a warning. */
interface Waiting {
  readonly acts: Set<() => void>;
  readonly stopListening: () => void;
}

const waitingFor = new WeakMap<AbortSignal, Waiting>();

/** Calls `act` once `signal` aborts, which it has not yet; returns how to call that off. */
export function whenAborted(signal: AbortSignal, act: () => void): () => void {
  // All calls without a signal share the one that never aborts: they would only pile up there.
  if (signal === NEVER) return nothing;
  const { acts, stopListening } = waitingFor.get(signal) ?? listenTo(signal);
  // An entry of its own, so that one act given twice is called off one at a time.
  const entry = (): void => act();
  acts.add(entry);
  return () => {
    if (acts.delete(entry) && acts.size === 0) stopListening();
  };
}

function listenTo(signal: AbortSignal): Waiting {
  const acts = new Set<() => void>();
  const stopListening = (): void => {
    waitingFor.delete(signal);
    signal.removeEventListener('abort', onAbort);
  };
  const onAbort = (): void => {
    stopListening();
    for (const act of acts) act();
  };
  signal.addEventListener('abort', onAbort);
  const waiting = { acts, stopListening };
  waitingFor.set(signal, waiting);
  return waiting;
}
