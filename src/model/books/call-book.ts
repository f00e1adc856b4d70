import { assert } from '../../kernel/assert.ts';
import { Histogram } from '../../kernel/histogram.ts';
import type { Orders } from '../orders.ts';
import { OUTCOMES, type Outcome } from '../outcome.ts';

/** Keeps count of the calls to one service. */
export interface CallBook {
  /** Returns which call of its order it is: with the order's number, the key to its luck. */
  startCall(slot: number): number;
  endCall(outcome: Outcome, durationMs: number): void;
}

/** The calls to the backup service, apart from those to the PaymentService. */
export class BackupBook implements CallBook {
  started = 0;
  readonly ended = new Float64Array(OUTCOMES);
  readonly latency = new Histogram();
  private readonly table: Orders;

  constructor(table: Orders) {
    this.table = table;
  }

  /** A call to the backup follows a try elsewhere, so the tries tell its calls apart. */
  startCall(slot: number): number {
    this.started++;
    return this.table.triesOf(slot);
  }

  endCall(outcome: Outcome, durationMs: number): void {
    this.ended[outcome] = this.ended[outcome]! + 1;
    this.latency.record(durationMs);
  }

  get pending(): number {
    return this.started - this.ended.reduce((sum, count) => sum + count, 0);
  }

  audit(callsInFlight: number): void {
    assert(
      this.pending === callsInFlight,
      `calls to the backup do not add up: ${this.pending} have not ended, ${callsInFlight} are in flight`,
    );
  }
}
