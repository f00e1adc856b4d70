/** What every guard counts: the calls that asked, and how they ended. */
export interface CallCounts {
  calls: number;
  /** Declined ones included: the service did its work. */
  successful: number;
  failed: number;
  /** Ended by their caller, or turned away further in: they say nothing of the service. */
  ignored: number;
}

/** Shares of the calls that succeeded or failed; null if there are none. */
interface Rates {
  readonly successRate: number | null;
  readonly failureRate: number | null;
}

/** A guard's counts at one moment, since it was made or reset. */
export type Metrics<Counts extends CallCounts> = Readonly<Counts> & Rates;

export function metricsOf<Counts extends CallCounts>(counts: Counts): Metrics<Counts> {
  const judged = counts.successful + counts.failed;
  return {
    ...counts,
    successRate: judged === 0 ? null : counts.successful / judged,
    failureRate: judged === 0 ? null : counts.failed / judged,
  };
}
