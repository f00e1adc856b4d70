import type { Guard } from '../../resilience/guard.ts';
import { type Deadline, leftText } from './deadline.ts';
import { type CallTerms, decodeTerms, firstOf, throughGuard } from './through-guard.ts';

/** The platform's `fetch`, undici's, or one of your own. */
export type FetchLike = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

export interface FetchTerms extends CallTerms {
  readonly fetch?: FetchLike;
}

export interface GuardedInit extends RequestInit {
  /** When all of it must be done: its signal ends the call, and the service is told what is left. */
  readonly deadline?: Deadline;
}

/**
 * A `fetch` through a guard: a breaker, or a pipeline. It answers as `fetch` does, a failing status included; only
 * the guard sees that as an error. What the guard turns away rejects with the guard's error. For the guard the
 * call ends when the head of the answer is there; a body that is a stream can be sent but once, so no retry helps
 * it.
 */
export function guardedFetch(
  guard: Guard,
  { fetch: send = fetch, ...terms }: FetchTerms = {},
): (input: string | URL | Request, init?: GuardedInit) => Promise<Response> {
  const decoded = decodeTerms(terms);
  return (input, { deadline, ...init } = {}) => {
    const own = init.signal ?? (input instanceof Request ? input.signal : undefined);
    return throughGuard(guard, decoded, ANATOMY, firstOf(own, deadline), (signal) =>
      send(typeof input === 'string' || input instanceof URL ? input : input.clone(), {
        ...init,
        ...headersFor(input, init, decoded.deadlineHeader, deadline),
        signal,
      }),
    );
  };
}

const ANATOMY = {
  status: ({ status }: Response) => status,
  header: ({ headers }: Response, name: string) => headers.get(name),
  drop: async ({ body }: Response) => {
    // Who has read it, or reads it, holds the lock.
    if (body !== null && !body.locked) await body.cancel();
  },
};

function headersFor(
  input: string | URL | Request,
  init: RequestInit,
  name: string,
  deadline: Deadline | undefined,
): { headers?: Headers } {
  if (deadline === undefined) return {};
  const headers = new Headers(init.headers ?? (input instanceof Request ? input.headers : {}));
  headers.set(name, leftText(deadline));
  return { headers };
}
