import type { Guard } from '../../resilience/guard.ts';
import { type Deadline, leftText } from './deadline.ts';
import { type CallTerms, decodeTerms, firstOf, throughGuard } from './through-guard.ts';

/** What undici's `request` answers, as far as it matters here. */
interface RequestAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: { dump(): Promise<unknown> };
}

/** undici's `request`, or a pool's. */
export type RequestLike<Answer extends RequestAnswer> = (
  url: string | URL,
  options?: object,
) => Promise<Answer>;

export interface GuardedOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** When all of it must be done: its signal ends the call, and the service is told what is left. */
  readonly deadline?: Deadline;
  readonly [option: string]: unknown;
}

/** undici's `request` through a guard, in the manner of `guardedFetch`. */
export function guardedRequest<Answer extends RequestAnswer>(
  guard: Guard,
  request: RequestLike<Answer>,
  terms: CallTerms = {},
): (url: string | URL, options?: GuardedOptions) => Promise<Answer> {
  const decoded = decodeTerms(terms);
  return (url, { deadline, ...options } = {}) =>
    throughGuard<Answer>(guard, decoded, ANATOMY, firstOf(options.signal, deadline), (signal) =>
      request(url, {
        ...options,
        ...(deadline === undefined
          ? {}
          : { headers: { ...options.headers, [decoded.deadlineHeader]: leftText(deadline) } }),
        signal,
      }),
    );
}

const ANATOMY = {
  status: ({ statusCode }: RequestAnswer) => statusCode,
  header: ({ headers }: RequestAnswer, name: string) => {
    const value = headers[name];
    return typeof value === 'string' ? value : value?.[0];
  },
  drop: async ({ body }: RequestAnswer) => {
    await body.dump();
  },
};
