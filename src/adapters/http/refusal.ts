import { duration } from '../../kernel/quantities.ts';
import { decode } from '../../kernel/settings.ts';
import type { WatchedBreaker } from '../../resilience/breaker/watched-breaker.ts';
import { retryAfterText } from './retry-after.ts';

export interface RefusalTerms {
  /** What `Retry-After` says where nobody knows how long it will take (ms, or '5s'); left out: a second. */
  readonly otherwise?: number | string;
}

/** The answer to a request that need not be tried: 503, when to come again, and no word of what is behind. */
export interface Refusal {
  readonly status: 503;
  readonly headers: Readonly<Record<'retry-after' | 'content-type', string>>;
  readonly body: string;
}

/** Says, of what may be known of a wait, what to answer. */
export type Refuse = (retryAfterMs: number | undefined) => Refusal;

export function refusing({ otherwise = '1s' }: RefusalTerms = {}): Refuse {
  const otherwiseMs = decode(duration, otherwise);
  return (retryAfterMs = otherwiseMs) => {
    const seconds = retryAfterText(retryAfterMs);
    const problem = {
      type: 'about:blank',
      title: 'Service Unavailable',
      status: 503,
      detail: `Try again in ${seconds} s`,
    };
    return {
      status: 503,
      headers: { 'retry-after': seconds, 'content-type': 'application/problem+json' },
      body: JSON.stringify(problem),
    };
  };
}

/** Whether the circuit is open: nothing behind it need be begun. A half-open one lets its probes through. */
export function isShut({ state }: WatchedBreaker): boolean {
  return state === 'open' || state === 'forced-open';
}

/** Errors of calls that a guard never sent, by name: so copies of a module agree. */
const REFUSALS = new Set(['CircuitOpenError', 'RejectedError']);

/** How long to wait, where an error is a guard's refusal; undefined where it is any other. */
export function refusalIn(
  error: unknown,
): { readonly retryAfterMs: number | undefined } | undefined {
  if (!(error instanceof Error) || !REFUSALS.has(error.name)) return undefined;
  const { retryAfterMs } = error as { retryAfterMs?: unknown };
  return { retryAfterMs: typeof retryAfterMs === 'number' ? retryAfterMs : undefined };
}
