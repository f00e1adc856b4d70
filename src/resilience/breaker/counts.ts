import type { CallCounts } from '../metrics.ts';

/** What a breaker has seen. Every call that asked is in exactly one of the others, or still in flight. */
export interface BreakerCounts extends CallCounts {
  blocked: number;
  /** Outcomes that came after the state in which the call was let through had ended, and were dropped. */
  late: number;
  /** Calls let through in metrics-only mode that would have been blocked; part of the others. */
  wouldBlock: number;
  /** Pings of a health check, apart from calls. */
  pings: number;
  stateChanges: number;
}

export function noCounts(): BreakerCounts {
  return {
    calls: 0,
    successful: 0,
    failed: 0,
    ignored: 0,
    blocked: 0,
    late: 0,
    wouldBlock: 0,
    pings: 0,
    stateChanges: 0,
  };
}
