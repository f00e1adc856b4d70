import type { CircuitBreakerSettings } from '../../resilience/breaker/circuit-breaker.ts';
import type { CacheTransport } from './cache.ts';
import { type Stats, Status } from './status.ts';

/** A breaker's state as its `toJSON` has it; it is closed unless that says no. */
export interface KeptState {
  readonly enabled?: boolean;
  readonly closed?: boolean;
  readonly halfOpen?: boolean;
  readonly warmUp?: boolean;
  readonly shutdown?: boolean;
  /** In ms since 1970. */
  readonly lastTimerAt?: number | undefined;
}

/** opossum's options, by its names; what is left out is as there (9.0). Durations are in ms. */
export interface Options {
  readonly name?: string;
  readonly group?: string;
  readonly enabled?: boolean;
  /** `false` or 0: none. */
  readonly timeout?: number | false | null;
  readonly resetTimeout?: number;
  /** It opens above so many failures in 100 calls. */
  readonly errorThresholdPercentage?: number;
  readonly rollingCountTimeout?: number;
  readonly rollingCountBuckets?: number;
  readonly rollingPercentilesEnabled?: boolean;
  readonly volumeThreshold?: number;
  readonly allowWarmUp?: boolean;
  readonly capacity?: number;
  /** True for an error that is none; such a call counts as a success, and rejects all the same. */
  readonly errorFilter?: (error: never, ...args: never[]) => unknown;
  readonly cache?: boolean;
  readonly cacheTTL?: number;
  readonly cacheSize?: number;
  readonly cacheGetKey?: (...args: never[]) => string;
  readonly cacheTransport?: CacheTransport;
  readonly coalesce?: boolean;
  readonly coalesceTTL?: number;
  readonly coalesceSize?: number;
  readonly coalesceResetOn?: readonly ('error' | 'success' | 'timeout')[];
  readonly abortController?: AbortController;
  readonly autoRenewAbortController?: boolean;
  /** Left out, `status` tells a snapshot once a bucket. */
  readonly enableSnapshots?: boolean;
  /** Where another breaker stood, as its `toJSON` has it. */
  readonly state?: KeptState;
  /** What another one counted. */
  readonly status?: Partial<Stats> | Status;
  /** Buckets turn by the clock here: it is not asked. */
  readonly rotateBucketController?: unknown;
}

export type DecodedOptions = ReturnType<typeof decodeOptions>;

const DEFAULT_TIMEOUT_MS = 10_000;

/** With opossum's defaults. Throws TypeError where it does. */
export function decodeOptions(options: Options) {
  const { timeout: given, cacheTransport, abortController } = options;
  const timeout = given ?? DEFAULT_TIMEOUT_MS;
  if (options.cache === true && cacheTransport !== undefined && !isTransport(cacheTransport)) {
    throw new TypeError(
      'options.cacheTransport should be an object with `get`, `set` and `flush` methods',
    );
  }
  if (abortController !== undefined && typeof abortController.abort !== 'function') {
    throw new TypeError('AbortController does not contain `abort()` method');
  }
  return {
    timeout: timeout === false ? 0 : timeout,
    resetTimeout: options.resetTimeout ?? 30_000,
    errorThresholdPercentage: options.errorThresholdPercentage ?? 50,
    rollingCountTimeout: options.rollingCountTimeout ?? 10_000,
    rollingCountBuckets: options.rollingCountBuckets ?? 10,
    rollingPercentilesEnabled: options.rollingPercentilesEnabled !== false,
    volumeThreshold: Number.isInteger(options.volumeThreshold) ? options.volumeThreshold! : 0,
    allowWarmUp: options.allowWarmUp === true || options.state?.warmUp === true,
    capacity: Number.isInteger(options.capacity) ? options.capacity! : Number.MAX_SAFE_INTEGER,
    errorFilter: (options.errorFilter ?? (() => false)) as (...args: unknown[]) => unknown,
    cache: options.cache === true,
    cacheTTL: options.cacheTTL ?? 0,
    cacheSize: options.cacheSize,
    cacheTransport,
    cacheGetKey: (options.cacheGetKey ?? ((...args: unknown[]) => JSON.stringify(args))) as (
      ...args: unknown[]
    ) => string,
    coalesce: options.coalesce === true,
    coalesceTTL: options.coalesceTTL ?? (timeout === false ? 0 : timeout),
    coalesceSize: options.coalesceSize,
    coalesceResetOn: options.coalesceResetOn ?? [],
    abortController:
      abortController ??
      (options.autoRenewAbortController === true ? new AbortController() : undefined),
    autoRenewAbortController: options.autoRenewAbortController === true,
    enableSnapshots: options.enableSnapshots !== false,
    state: options.state,
    stats: options.status instanceof Status ? options.status.stats : (options.status ?? {}),
    enabled: (options.state ?? options).enabled !== false,
  };
}

/** What opossum's options are in settings of ours: the same circuit, by its rules. */
export function settingsOf(options: DecodedOptions): CircuitBreakerSettings {
  const { rollingCountTimeout, rollingCountBuckets, errorThresholdPercentage } = options;
  return {
    trip: {
      kind: 'failure-rate',
      rate: Math.min(1, Math.max(LEAST_RATE, errorThresholdPercentage / 100)),
      strict: true,
      window: {
        time: bucketMsOf(options) * rollingCountBuckets,
        buckets: rollingCountBuckets,
        of: 'started',
      },
      minimumCalls: Math.max(1, options.volumeThreshold),
    },
    open: { kind: 'fixed', duration: options.resetTimeout },
    probe: { permits: 1, successes: 1 },
    late: 'as-probes',
    keepsCounts: true,
    ...(options.allowWarmUp ? { warmUp: rollingCountTimeout } : {}),
  };
}

/** A rate that any failure is above. */
const LEAST_RATE = 1e-12;

/** How long a bucket is, whole ms as in opossum. */
export function bucketMsOf({ rollingCountTimeout, rollingCountBuckets }: DecodedOptions): number {
  return Math.max(1, Math.floor(rollingCountTimeout / rollingCountBuckets));
}

function isTransport(given: unknown): boolean {
  const { get, set, flush } = (given ?? {}) as Partial<CacheTransport>;
  return [get, set, flush].every((method) => typeof method === 'function');
}
