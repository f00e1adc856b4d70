import type { Histogram } from '../../kernel/histogram.ts';
import type { BreakerCounts } from './counts.ts';

/** How long calls took, in ms: those that were let through and ended in time, successful or not. */
export interface CallLatency {
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** A breaker's counts since it was made or reset, at one moment. */
export interface BreakerMetrics extends Readonly<BreakerCounts> {
  /** Of the calls that succeeded or failed, the share that succeeded; null if there are none. */
  readonly successRate: number | null;
  readonly failureRate: number | null;
  /** Null if no call was timed. Beyond the first 1,024 calls every 16th is, unless a policy needs them all. */
  readonly latencyMs: CallLatency | null;
}

export function metricsOf(counts: BreakerCounts, latency: Histogram): BreakerMetrics {
  const judged = counts.successful + counts.failed;
  return {
    ...counts,
    successRate: judged === 0 ? null : counts.successful / judged,
    failureRate: judged === 0 ? null : counts.failed / judged,
    latencyMs:
      latency.count === 0
        ? null
        : {
            mean: latency.sum / latency.count,
            p50: latency.quantile(0.5),
            p95: latency.quantile(0.95),
            p99: latency.quantile(0.99),
            max: latency.max,
          },
  };
}
