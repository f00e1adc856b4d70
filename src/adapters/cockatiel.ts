/** cockatiel's policies on the machine of this library: `import { retry, wrap } from 'blackfriday/cockatiel'`. */

export {
  type Backoff as IBackoff,
  type BackoffFactory as IBackoffFactory,
  ConstantBackoff,
  DelegateBackoff,
  type DelegateBackoffFn,
  decorrelatedJitterGenerator,
  ExponentialBackoff,
  type ExponentialBackoffOptions as IExponentialBackoffOptions,
  fullJitterGenerator,
  type Generator as GeneratorFn,
  halfJitterGenerator,
  IterableBackoff,
  noJitterGenerator,
} from './cockatiel/backoff.ts';
export {
  type Breaker as IBreaker,
  ConsecutiveBreaker,
  CountBreaker,
  type CountBreakerOptions as ICountBreakerOptions,
  SamplingBreaker,
  type SamplingBreakerOptions as ISamplingBreakerOptions,
} from './cockatiel/breakers.ts';
export { BulkheadPolicy } from './cockatiel/bulkhead-policy.ts';
export { CircuitBreakerPolicy } from './cockatiel/circuit-breaker-policy.ts';
export type {
  CircuitBreakerOptions as ICircuitBreakerOptions,
  HalfOpenAfterContext as IHalfOpenAfterBackoffContext,
} from './cockatiel/circuit-settings.ts';
export { CircuitState } from './cockatiel/circuit-state.ts';
export type {
  Context as IDefaultPolicyContext,
  FailureEvent as IFailureEvent,
  FailureReason,
  Policy as IPolicy,
  SuccessEvent as ISuccessEvent,
} from './cockatiel/contract.ts';
export {
  BrokenCircuitError,
  BulkheadRejectedError,
  HydratingCircuitError,
  IsolatedCircuitError,
  isBrokenCircuitError,
  isBulkheadRejectedError,
  isHydratingCircuitError,
  isIsolatedCircuitError,
  isTaskCancelledError,
  TaskCancelledError,
} from './cockatiel/errors.ts';
export { type Disposable as IDisposable, Event, EventEmitter } from './cockatiel/event.ts';
export type { PolicyTools } from './cockatiel/executor.ts';
export { FallbackPolicy, NoopPolicy } from './cockatiel/fallback-policy.ts';
export {
  handleAll,
  handleResultType,
  handleType,
  handleWhen,
  handleWhenResult,
  Policy,
} from './cockatiel/handled.ts';
export {
  bulkhead,
  circuitBreaker,
  fallback,
  noop,
  retry,
  timeout,
} from './cockatiel/policies.ts';
export {
  type RetryBackoffContext as IRetryBackoffContext,
  type RetryContext as IRetryContext,
  RetryPolicy,
} from './cockatiel/retry-policy.ts';
export {
  type TimeoutOptions as ITimeoutOptions,
  TimeoutPolicy,
  TimeoutStrategy,
} from './cockatiel/timeout-policy.ts';
export { type MergedPolicy as IMergedPolicy, usePolicy, wrap } from './cockatiel/wrap.ts';
