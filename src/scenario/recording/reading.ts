import type { LatencyUnit } from './request-time.ts';

/** What of a recording is wanted, and how to read what does not say it. */
export interface Reading {
  /** In ms since 1970; undefined: from the first on, or to the last. */
  readonly startMs: number | undefined;
  readonly endMs: number | undefined;
  readonly stepMs: number | undefined;
  readonly latencyUnit: LatencyUnit | undefined;
  /** Of an access log: requests whose path begins so. */
  readonly path: string | undefined;
}
