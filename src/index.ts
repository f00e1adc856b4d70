/** The library: what a service needs to guard its calls, and its tests to do so without waiting. */

export { SettingsError } from './kernel/settings.ts';
export type { Listener, OnListenerError } from './resilience/announcer.ts';
export type { CallPermit } from './resilience/breaker/call-permit.ts';
export {
  CircuitBreaker,
  type CircuitBreakerSettings,
  type CircuitBreakerTools,
} from './resilience/breaker/circuit-breaker.ts';
export { CircuitOpenError } from './resilience/breaker/circuit-open-error.ts';
export type { BreakerEvents, EventName } from './resilience/breaker/events.ts';
export type { Ping } from './resilience/breaker/health-ping.ts';
export type { BreakerMetrics, CallLatency } from './resilience/breaker/metrics.ts';
export { type RedisClient, redisStore } from './resilience/breaker/sharing/redis-store.ts';
export {
  SharedCircuitBreaker,
  type SharedCircuitBreakerTools,
} from './resilience/breaker/sharing/shared-circuit-breaker.ts';
export {
  type SharedState,
  type SharedStateSettings,
  sharedState,
} from './resilience/breaker/sharing/shared-state.ts';
export type { Kept, SharedStore } from './resilience/breaker/sharing/shared-store.ts';
export type { BreakerSnapshot } from './resilience/breaker/snapshot.ts';
export type { BreakerStateName, BreakerTransition } from './resilience/breaker/state.ts';
export type { RecentShare } from './resilience/breaker/trip/trip-policy.ts';
export { bulkhead } from './resilience/bulkhead/guard.ts';
export type { CancelTimer, Clock } from './resilience/clock.ts';
export { concurrencyLimit } from './resilience/concurrency-limit/guard.ts';
export { DeclinedError } from './resilience/declined-error.ts';
export type { Failure, ServiceFailure } from './resilience/failure.ts';
export type { Settlement } from './resilience/fallback/deferral-line.ts';
export { type FallbackTools, fallback } from './resilience/fallback/guard.ts';
export type { CallOptions, Guard, Task } from './resilience/guard.ts';
export { guardedBy } from './resilience/guarded-by.ts';
export type { CallCounts, Metrics } from './resilience/metrics.ts';
export {
  type PipelineTools,
  type PolicyBlock,
  pipeline,
} from './resilience/pipeline-guard.ts';
export { rateLimit } from './resilience/rate-limit/guard.ts';
export { RejectedError, type RejectingPolicy } from './resilience/rejected-error.ts';
export { type RetryTools, retry } from './resilience/retry/guard.ts';
export { systemClock } from './resilience/system-clock.ts';
export { throttle } from './resilience/throttle/guard.ts';
export { TimeoutError, timeout } from './resilience/timeout/guard.ts';
export type { IsFailure } from './resilience/verdict.ts';
export { type VirtualClock, virtualClock } from './resilience/virtual-clock.ts';
export type { CallEvents, GuardTools, WatchedGuard } from './resilience/watched-guard.ts';
