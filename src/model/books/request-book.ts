import { assert } from '../../kernel/assert.ts';
import { OUTCOMES, type Outcome } from '../outcome.ts';
import { RequestLatency } from './request-latency.ts';

/** Keeps count of the requests at one service. Everything counts up from the start of the run. */
export class RequestBook {
  /** Requests sent here, those on their way included. */
  received = 0;
  readonly ended = new Float64Array(OUTCOMES);
  /** Requests that ended without an outcome: nobody waited for them, and they were stopped or hung. */
  stopped = 0;
  /** Of those ended, requests turned away: no room, or an outage that refuses. */
  refused = 0;
  /** From arrival to answer; undefined where nobody takes the time. */
  readonly latency: RequestLatency | undefined;

  constructor(isTimed: boolean) {
    if (isTimed) this.latency = new RequestLatency();
  }

  end(outcome: Outcome): void {
    this.ended[outcome] = this.ended[outcome]! + 1;
  }

  /** Checks the book against the requests in flight, counted apart. A breach is a bug of ours. */
  audit(name: string, inFlight: number): void {
    const ended = this.ended.reduce((sum, count) => sum + count, this.stopped);
    assert(
      this.received === ended + inFlight,
      () =>
        `requests at ${name} do not add up: ${this.received} came, ${ended} ended, ${inFlight} are in flight`,
    );
  }
}
