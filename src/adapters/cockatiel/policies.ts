import { type BackoffFactory, ConstantBackoff } from './backoff.ts';
import { BulkheadPolicy } from './bulkhead-policy.ts';
import { CircuitBreakerPolicy } from './circuit-breaker-policy.ts';
import type { CircuitBreakerOptions } from './circuit-settings.ts';
import { Executor, type PolicyTools } from './executor.ts';
import { FallbackPolicy, NoopPolicy } from './fallback-policy.ts';
import type { Policy as Handled } from './handled.ts';
import { type RetryBackoffContext, RetryPolicy } from './retry-policy.ts';
import { type TimeoutOptions, TimeoutPolicy, type TimeoutStrategy } from './timeout-policy.ts';

/** Runs a function as it is. */
export const noop = new NoopPolicy(new Executor());

/** Left out, retries follow one another at once, without end. */
export function retry(
  handled: Handled,
  options: {
    readonly maxAttempts?: number;
    readonly backoff?: BackoffFactory<RetryBackoffContext<unknown>>;
  },
  tools: PolicyTools = {},
): RetryPolicy {
  const { maxAttempts = Number.POSITIVE_INFINITY, backoff = new ConstantBackoff(0) } = options;
  return new RetryPolicy({ maxAttempts, backoff }, new Executor(tools, handled));
}

/** To be shared by all calls of one service. */
export function circuitBreaker(
  handled: Handled,
  options: CircuitBreakerOptions,
  tools: PolicyTools = {},
): CircuitBreakerPolicy {
  return new CircuitBreakerPolicy(options, new Executor(tools, handled));
}

export function timeout(
  duration: number,
  options: TimeoutStrategy | TimeoutOptions,
  tools: PolicyTools = {},
): TimeoutPolicy {
  const decoded = typeof options === 'string' ? { strategy: options } : options;
  return new TimeoutPolicy(duration, decoded, new Executor(tools));
}

export function bulkhead(limit: number, queue = 0): BulkheadPolicy {
  return new BulkheadPolicy(limit, queue);
}

/** A function is asked for the answer; one that is itself the answer has to be returned by another. */
export function fallback<Instead>(
  handled: Handled,
  valueOrFactory: (() => PromiseLike<Instead> | Instead) | Instead,
  tools: PolicyTools = {},
): FallbackPolicy<Instead> {
  const instead =
    typeof valueOrFactory === 'function'
      ? (valueOrFactory as () => PromiseLike<Instead> | Instead)
      : () => valueOrFactory;
  return new FallbackPolicy(new Executor(tools, handled), instead);
}
