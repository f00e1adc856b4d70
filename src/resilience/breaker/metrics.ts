import type { Histogram } from '../../kernel/histogram.ts';
import { type Metrics, metricsOf } from '../metrics.ts';
import type { BreakerCounts } from './counts.ts';
import type { RecentShare } from './trip/trip-policy.ts';

/** How long calls took, in ms: those that were let through and ended in time, successful or not. */
export interface CallLatency {
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** A breaker's counts since it was made or reset, at one moment. */
export type BreakerMetrics = Metrics<BreakerCounts> & {
  /** Null if no call was timed. Beyond the first 1,024 calls every 16th is, unless a policy needs them all. */
  readonly latencyMs: CallLatency | null;
  /** The shares of the recent calls by which the trip policy judges; none while half-open. */
  readonly recent: readonly RecentShare[];
};

export function breakerMetrics(
  counts: BreakerCounts,
  latency: Histogram,
  recent: readonly RecentShare[],
): BreakerMetrics {
  const latencyMs =
    latency.count === 0
      ? null
      : {
          mean: latency.sum / latency.count,
          p50: latency.quantile(0.5),
          p95: latency.quantile(0.95),
          p99: latency.quantile(0.99),
          max: latency.max,
        };
  return { ...metricsOf(counts), latencyMs, recent };
}
