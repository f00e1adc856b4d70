import { SlotList } from '../../kernel/slot-list.ts';
import { type SlotColumns, widened } from '../../kernel/slot-pool.ts';
import { Bulkhead } from '../../resilience/bulkhead/bulkhead.ts';
import type { BulkheadSettings } from '../../resilience/bulkhead/settings.ts';
import type { Outcome } from '../outcome.ts';
import type { Run } from '../run.ts';
import { type Caller, PolicyStage } from './policy-stage.ts';

/** Lets so many orders in at once, lets so many wait, and turns the others away. */
export class BulkheadStage extends PolicyStage implements SlotColumns {
  private readonly bulkhead: Bulkhead;
  private readonly line = new SlotList();
  private waiting = new Uint8Array(0);
  /** Places passed on to the first in line, who have yet to step in. */
  private passedOn = 0;
  private steppingIn = false;

  constructor(outer: Caller, run: Run, settings: BulkheadSettings) {
    super(outer, run);
    this.bulkhead = new Bulkhead(settings);
    run.orders.pool.attach(this.line);
    run.orders.pool.attach(this);
  }

  begin(slot: number): void {
    switch (this.bulkhead.ask()) {
      case 'enter':
        this.inner.begin(slot);
        break;
      case 'wait':
        this.waiting[slot] = 1;
        this.line.append(slot);
        break;
      case 'reject':
        this.reject(slot, 'bulkhead');
    }
  }

  override end(slot: number, outcome: Outcome): void {
    // The place is given up before the outcome is told, and taken after: whoever steps in may fail at
    // once, and that must not be heard before this.
    this.leave();
    this.outer.end(slot, outcome);
    this.stepIn();
  }

  override cancel(slot: number): void {
    if (this.waiting[slot] === 1) {
      this.waiting[slot] = 0;
      this.line.remove(slot);
      this.bulkhead.stopWaiting();
    } else {
      this.inner.cancel(slot);
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
