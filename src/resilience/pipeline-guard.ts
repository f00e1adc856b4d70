import * as v from 'valibot';
import { decode, eitherBy, type Written } from '../kernel/settings.ts';
import { CircuitBreaker, type CircuitBreakerTools } from './breaker/circuit-breaker.ts';
import { bulkhead } from './bulkhead/guard.ts';
import { concurrencyLimit } from './concurrency-limit/guard.ts';
import { type FallbackTools, fallback } from './fallback/guard.ts';
import type { Guard, Task } from './guard.ts';
import { type Policy, policySettings } from './pipeline.ts';
import { rateLimit } from './rate-limit/guard.ts';
import { type RetryTools, retry } from './retry/guard.ts';
import { throttle } from './throttle/guard.ts';
import { timeout } from './timeout/guard.ts';
import { type WatchedGuard, watched } from './watched-guard.ts';

/** One policy as a scenario's pipeline has it: `{ retry: { calls: 3 } }`. */
export type PolicyBlock = Written<typeof policySettings>;

/** What the blocks may need besides: all of them share the clock, the luck and the opinion of failures. */
export interface PipelineTools extends RetryTools, FallbackTools, CircuitBreakerTools {}

/**
 * Policies around a call, the outermost first, as in a scenario: blocks of settings, or guards such as a
 * CircuitBreaker that you want to watch or open by hand, in any order. The order is yours to choose, and it
 * matters: a retry outside a breaker shows it every call, inside only the last; a timeout outside a retry
 * bounds the whole, inside each call. Throws SettingsError with the place of each mistake.
 */
export function pipeline(
  policies: readonly (PolicyBlock | Guard)[],
  tools: PipelineTools = {},
): WatchedGuard {
  const decoded = decode(pipelineOfGuards, policies) as readonly (Policy | Guard)[];
  const guards = decoded.map((one) => (isGuard(one) ? one : guardOf(one, tools)));
  return watched(tools, [], (call) =>
    call.make(
      guards.reduceRight<Task<unknown>>(
        (inner, guard) => (signal) => guard.execute(inner, { signal }),
        call.task,
      ),
    ),
  );
}

const isGuard = (input: unknown): input is Guard =>
  typeof (input as Guard | null)?.execute === 'function';

const pipelineOfGuards = v.array(
  eitherBy(isGuard, v.custom<Guard>(isGuard), policySettings),
  'a list of policies',
);

function guardOf(one: Policy, tools: PipelineTools): Guard {
  switch (one.policy) {
    case 'fallback':
      return fallback(one.settings, tools);
    case 'retry':
      return retry(one.settings, tools);
    case 'timeout':
      return timeout(one.settings, tools);
    case 'bulkhead':
      return bulkhead(one.settings, tools);
    case 'rateLimit':
      return rateLimit(one.settings, tools);
    case 'throttle':
      return throttle(one.settings, tools);
    case 'concurrencyLimit':
      return concurrencyLimit(one.settings, tools);
    case 'breaker':
      return new CircuitBreaker(one.settings, tools);
  }
}
