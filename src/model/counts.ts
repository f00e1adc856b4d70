/** What is counted of orders, calls and durations: the names and the order of the result contract. */

export const ORDER_COUNTS = [
  'arrived',
  'paid',
  'declined',
  'failed',
  'blocked',
  'rejected',
  'deferred',
  'substituted',
] as const;

export const CALL_COUNTS = [
  'started',
  'successful',
  'declined',
  'failed',
  'blocked',
  'timedOut',
] as const;

export const LATENCY_MEASURES = ['mean', 'p50', 'p95', 'p99', 'max'] as const;
