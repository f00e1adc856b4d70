import { type SlotColumns, widened } from '../../../kernel/slot-pool.ts';
import { ConcurrencyLimit } from '../../../resilience/concurrency-limit/concurrency-limit.ts';
import type { ConcurrencyLimitSettings } from '../../../resilience/concurrency-limit/index.ts';
import type { Caller } from '../../call.ts';
import type { Outcome } from '../../outcome.ts';
import type { Desk } from '../desk.ts';
import { BLAMES_SERVICE, IS_ANSWER } from '../failure-table.ts';
import { PolicyStage } from './policy-stage.ts';

/** Lets as many orders in as the service was found to bear. */
export class ConcurrencyLimitStage extends PolicyStage implements SlotColumns {
  private readonly limits: readonly ConcurrencyLimit[];
  private startedAt = new Float64Array(0);

  constructor(outer: Caller, desk: Desk, settings: ConcurrencyLimitSettings) {
    super(outer, desk);
    this.limits = this.cells(() => new ConcurrencyLimit(settings));
    desk.requests.pool.attach(this);
  }

  begin(slot: number): void {
    if (this.limits[this.instanceOf(slot)]!.tryEnter()) {
      this.startedAt[slot] = this.run.agenda.now;
      this.inner.begin(slot);
    } else {
      this.reject(slot, 'concurrencyLimit');
    }
  }

  override end(slot: number, outcome: Outcome): void {
    const limit = this.limits[this.instanceOf(slot)]!;
    if (IS_ANSWER[outcome] === 1) {
      limit.answered(this.run.agenda.now - this.startedAt[slot]!);
    } else if (BLAMES_SERVICE[outcome] === 1) {
      limit.dropped();
    } else {
      limit.ignored();
    }
    this.outer.end(slot, outcome);
  }

  override cancel(slot: number): void {
    this.limits[this.instanceOf(slot)]!.ignored();
    this.inner.cancel(slot);
  }

  resize(capacity: number): void {
    this.startedAt = widened(this.startedAt, capacity);
  }
}
