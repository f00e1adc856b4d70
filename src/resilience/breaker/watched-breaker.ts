import type { CircuitBreaker } from './circuit-breaker.ts';

/** What can be seen of a breaker, its circuit its own or shared. */
export type WatchedBreaker = Pick<
  CircuitBreaker,
  'name' | 'state' | 'retryAfterMs' | 'on' | 'metrics'
>;
