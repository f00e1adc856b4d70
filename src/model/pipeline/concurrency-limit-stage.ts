import { type SlotColumns, widened } from '../../kernel/slot-pool.ts';
import { ConcurrencyLimit } from '../../resilience/concurrency-limit/concurrency-limit.ts';
import type { ConcurrencyLimitSettings } from '../../resilience/concurrency-limit/index.ts';
import type { Desk } from '../desk.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import { type Caller, Stage } from '../stage.ts';
import { IS_ANSWER } from './failure-table.ts';

/** Lets as many orders in as the service was found to bear. */
export class ConcurrencyLimitStage extends Stage implements SlotColumns {
  private readonly desk: Desk;
  private readonly limit: ConcurrencyLimit;
  private startedAt = new Float64Array(0);

  constructor(outer: Caller, desk: Desk, settings: ConcurrencyLimitSettings) {
    super(outer);
    this.desk = desk;
    this.limit = new ConcurrencyLimit(settings);
    desk.orders.pool.attach(this);
  }

  begin(order: number): void {
    if (this.limit.tryEnter()) {
      this.startedAt[order] = this.desk.agenda.now;
      this.inner.begin(order);
    } else {
      this.desk.ledger.rejectCall(order, 'concurrencyLimit');
      this.outer.end(order, OUTCOME.rejected);
    }
  }

  end(order: number, outcome: Outcome): void {
    if (IS_ANSWER[outcome] === 1) {
      this.limit.answered(this.desk.agenda.now - this.startedAt[order]!);
    } else if (outcome === OUTCOME.failed || outcome === OUTCOME.timedOut) {
      this.limit.dropped();
    } else {
      this.limit.ignored();
    }
    this.outer.end(order, outcome);
  }

  cancel(order: number): void {
    this.limit.ignored();
    this.inner.cancel(order);
  }

  resize(capacity: number): void {
    this.startedAt = widened(this.startedAt, capacity);
  }
}
