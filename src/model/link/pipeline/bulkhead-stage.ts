import { SlotLists } from '../../../kernel/slot-lists.ts';
import { type SlotColumns, widened } from '../../../kernel/slot-pool.ts';
import { Bulkhead } from '../../../resilience/bulkhead/bulkhead.ts';
import type { BulkheadSettings } from '../../../resilience/bulkhead/settings.ts';
import type { Caller } from '../../call.ts';
import type { Outcome } from '../../outcome.ts';
import type { Desk } from '../desk.ts';
import { PolicyStage } from './policy-stage.ts';

/** Lets so many in at once, lets so many wait, and turns the others away. */
export class BulkheadStage extends PolicyStage implements SlotColumns {
  private readonly bulkheads: readonly Bulkhead[];
  private readonly lines: SlotLists;
  private waiting = new Uint8Array(0);
  /** Of each bulkhead: places passed on to the first in line, who have yet to step in. */
  private readonly passedOn: Int32Array;
  private readonly steppingIn: Uint8Array;

  constructor(outer: Caller, desk: Desk, settings: BulkheadSettings) {
    super(outer, desk);
    this.bulkheads = this.cells(() => new Bulkhead(settings));
    this.lines = new SlotLists(desk.instances);
    this.passedOn = new Int32Array(desk.instances);
    this.steppingIn = new Uint8Array(desk.instances);
    desk.requests.pool.attach(this.lines);
    desk.requests.pool.attach(this);
  }

  begin(slot: number): void {
    const cell = this.instanceOf(slot);
    switch (this.bulkheads[cell]!.ask()) {
      case 'enter':
        this.inner.begin(slot);
        break;
      case 'wait':
        this.waiting[slot] = 1;
        this.lines.append(cell, slot);
        break;
      case 'reject':
        this.reject(slot, 'bulkhead');
    }
  }

  override end(slot: number, outcome: Outcome): void {
    // The place is given up before the outcome is told, and taken after: whoever steps in may fail at
    // once, and that must not be heard before this.
    const cell = this.instanceOf(slot);
    this.leave(cell);
    this.outer.end(slot, outcome);
    this.stepIn(cell);
  }

  override cancel(slot: number): void {
    const cell = this.instanceOf(slot);
    if (this.waiting[slot] === 1) {
      this.waiting[slot] = 0;
      this.lines.remove(cell, slot);
      this.bulkheads[cell]!.stopWaiting();
    } else {
      this.inner.cancel(slot);
      this.leave(cell);
      this.stepIn(cell);
    }
  }

  resize(capacity: number): void {
    this.waiting = widened(this.waiting, capacity);
  }

  private leave(cell: number): void {
    if (this.bulkheads[cell]!.leave()) this.passedOn[cell] = this.passedOn[cell]! + 1;
  }

  /** A loop, not a recursion: behind a breaker that blocks, a whole line may end within one event. */
  private stepIn(cell: number): void {
    if (this.steppingIn[cell] === 1) return;
    this.steppingIn[cell] = 1;
    while (this.passedOn[cell]! > 0) {
      this.passedOn[cell] = this.passedOn[cell]! - 1;
      const next = this.lines.first[cell]!;
      this.lines.remove(cell, next);
      this.waiting[next] = 0;
      this.inner.begin(next);
    }
    this.steppingIn[cell] = 0;
  }
}
