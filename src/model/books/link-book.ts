import { assert } from '../../kernel/assert.ts';
import { Histogram } from '../../kernel/histogram.ts';
import { OUTCOME, OUTCOMES, type Outcome } from '../outcome.ts';

/** Who may turn a try away before it becomes a call. */
export const LIMITS = ['bulkhead', 'rateLimit', 'throttle', 'concurrencyLimit'] as const;

export type LimitName = (typeof LIMITS)[number];

/** Keeps count of the calls over one link. Everything counts up from the start of the run. */
export class LinkBook {
  /** Calls made, blocked ones included. */
  started = 0;
  readonly ended = new Float64Array(OUTCOMES);
  /** Tries that were turned away before they became calls. */
  readonly rejections: Record<LimitName, number> = {
    bulkhead: 0,
    rateLimit: 0,
    throttle: 0,
    concurrencyLimit: 0,
  };
  /** Of calls that were sent, to their answer or timeout. */
  readonly latency = new Histogram();

  end(outcome: Outcome, durationMs: number): void {
    this.ended[outcome] = this.ended[outcome]! + 1;
    this.latency.record(durationMs);
  }

  /** A call that is never sent. */
  block(): void {
    this.started++;
    this.ended[OUTCOME.blocked] = this.ended[OUTCOME.blocked]! + 1;
  }

  get endedInAll(): number {
    return this.ended.reduce((sum, count) => sum + count, 0);
  }

  /** Checks the book against the calls in flight, counted apart. A breach is a bug of ours. */
  audit(from: string, to: string, inFlight: number): void {
    const { started, endedInAll } = this;
    assert(
      started === endedInAll + inFlight,
      () =>
        `calls from ${from} to ${to} do not add up: ${started} came, ${endedInAll} ended, ${inFlight} are in flight`,
    );
  }
}
