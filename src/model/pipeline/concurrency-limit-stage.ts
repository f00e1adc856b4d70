import { type SlotColumns, widened } from '../../kernel/slot-pool.ts';
import { ConcurrencyLimit } from '../../resilience/concurrency-limit/concurrency-limit.ts';
import type { ConcurrencyLimitSettings } from '../../resilience/concurrency-limit/index.ts';
import type { Outcome } from '../outcome.ts';
import type { Run } from '../run.ts';
import { BLAMES_SERVICE, IS_ANSWER } from './failure-table.ts';
import { type Caller, PolicyStage } from './policy-stage.ts';

/** Lets as many orders in as the service was found to bear. */
export class ConcurrencyLimitStage extends PolicyStage implements SlotColumns {
  private readonly limit: ConcurrencyLimit;
  private startedAt = new Float64Array(0);

  constructor(outer: Caller, run: Run, settings: ConcurrencyLimitSettings) {
    super(outer, run);
    this.limit = new ConcurrencyLimit(settings);
    run.orders.pool.attach(this);
  }

  begin(slot: number): void {
    if (this.limit.tryEnter()) {
      this.startedAt[slot] = this.run.agenda.now;
      this.inner.begin(slot);
    } else {
      this.reject(slot, 'concurrencyLimit');
    }
  }

  override end(slot: number, outcome: Outcome): void {
    if (IS_ANSWER[outcome] === 1) {
      this.limit.answered(this.run.agenda.now - this.startedAt[slot]!);
    } else if (BLAMES_SERVICE[outcome] === 1) {
      this.limit.dropped();
    } else {
      this.limit.ignored();
    }
    this.outer.end(slot, outcome);
  }

  override cancel(slot: number): void {
    this.limit.ignored();
    this.inner.cancel(slot);
  }

  resize(capacity: number): void {
    this.startedAt = widened(this.startedAt, capacity);
  }
}
