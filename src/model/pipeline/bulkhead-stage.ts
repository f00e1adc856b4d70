import { SlotList } from '../../kernel/slot-list.ts';
import { type SlotColumns, widened } from '../../kernel/slot-pool.ts';
import { Bulkhead } from '../../resilience/bulkhead/bulkhead.ts';
import type { BulkheadSettings } from '../../resilience/bulkhead/settings.ts';
import type { Desk } from '../desk.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import { type Caller, Stage } from '../stage.ts';

/** Lets so many orders in at once, lets so many wait, and turns the others away. */
export class BulkheadStage extends Stage implements SlotColumns {
  private readonly desk: Desk;
  private readonly bulkhead: Bulkhead;
  private readonly line = new SlotList();
  private waiting = new Uint8Array(0);
  /** Places passed on to the first in line, who have yet to step in. */
  private passedOn = 0;
  private steppingIn = false;

  constructor(outer: Caller, desk: Desk, settings: BulkheadSettings) {
    super(outer);
    this.desk = desk;
    this.bulkhead = new Bulkhead(settings);
    desk.orders.pool.attach(this.line);
    desk.orders.pool.attach(this);
  }

  begin(order: number): void {
    switch (this.bulkhead.ask()) {
      case 'enter':
        this.inner.begin(order);
        break;
      case 'wait':
        this.waiting[order] = 1;
        this.line.append(order);
        break;
      case 'reject':
        this.desk.ledger.rejectCall(order, 'bulkhead');
        this.outer.end(order, OUTCOME.rejected);
    }
  }

  end(order: number, outcome: Outcome): void {
    // The place is given up before the outcome is told, and taken after: whoever steps in may fail at
    // once, and that must not be heard before this.
    this.leave();
    this.outer.end(order, outcome);
    this.stepIn();
  }

  cancel(order: number): void {
    if (this.waiting[order] === 1) {
      this.waiting[order] = 0;
      this.line.remove(order);
      this.bulkhead.stopWaiting();
    } else {
      this.inner.cancel(order);
      this.leave();
      this.stepIn();
    }
  }

  resize(capacity: number): void {
    this.waiting = widened(this.waiting, capacity);
  }

  private leave(): void {
    if (this.bulkhead.leave()) this.passedOn++;
  }

  /** A loop, not a recursion: behind a breaker that blocks, a whole line may end within one event. */
  private stepIn(): void {
    if (this.steppingIn) return;
    this.steppingIn = true;
    while (this.passedOn > 0) {
      this.passedOn--;
      const next = this.line.takeFirst();
      this.waiting[next] = 0;
      this.inner.begin(next);
    }
    this.steppingIn = false;
  }
}
