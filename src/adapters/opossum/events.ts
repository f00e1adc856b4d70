/** opossum's events, and what their listeners are given. Latencies are in ms. */
export type OpossumEvents = {
  readonly fire: readonly [args: readonly unknown[]];
  readonly success: readonly [result: unknown, latencyMs: number];
  readonly failure: readonly [error: unknown, latencyMs: number, args: readonly unknown[]];
  readonly timeout: readonly [error: unknown, latencyMs: number, args: readonly unknown[]];
  readonly reject: readonly [error: unknown];
  readonly fallback: readonly [result: unknown, error: unknown];
  readonly semaphoreLocked: readonly [error: unknown, latencyMs: number];
  readonly healthCheckFailed: readonly [error: unknown];
  readonly cacheHit: readonly [];
  readonly cacheMiss: readonly [];
  readonly coalesceCacheHit: readonly [];
  readonly coalesceCacheMiss: readonly [];
  readonly open: readonly [];
  readonly halfOpen: readonly [resetTimeoutMs: number];
  readonly close: readonly [];
  readonly shutdown: readonly [];
};

/** Events that tell how long a call took, second. */
export const TIMED: ReadonlySet<keyof OpossumEvents> = new Set(['success', 'failure', 'timeout']);
