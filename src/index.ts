/** The library: what a service needs to guard its calls, and its tests to do so without waiting. */

export { SettingsError } from './kernel/settings.ts';
export type { CallPermit } from './resilience/breaker/call-permit.ts';
export {
  CircuitBreaker,
  type CircuitBreakerSettings,
  type CircuitBreakerTools,
} from './resilience/breaker/circuit-breaker.ts';
export { CircuitOpenError } from './resilience/breaker/circuit-open-error.ts';
export type { BreakerEvents, EventName } from './resilience/breaker/events.ts';
export type { FailureKind } from './resilience/breaker/failure-kind.ts';
export type { Ping } from './resilience/breaker/health-ping.ts';
export type { BreakerMetrics, CallLatency } from './resilience/breaker/metrics.ts';
export type { BreakerSnapshot } from './resilience/breaker/snapshot.ts';
export type { BreakerStateName, BreakerTransition } from './resilience/breaker/state.ts';
export type { IsFailure } from './resilience/breaker/verdict.ts';
export type { CancelTimer, Clock } from './resilience/clock.ts';
export type { CallOptions, Guard, Task } from './resilience/guard.ts';
export { guardedBy } from './resilience/guarded-by.ts';
export { systemClock } from './resilience/system-clock.ts';
export { type VirtualClock, virtualClock } from './resilience/virtual-clock.ts';
