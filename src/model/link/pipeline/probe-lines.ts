import { NO_SLOT, SlotLists } from '../../../kernel/slot-lists.ts';
import { type SlotColumns, widened } from '../../../kernel/slot-pool.ts';

/** What the lines before a row of circuits ask, and tell. */
interface ProbeLinesListener {
  /** Whether a call before this circuit still has to wait. */
  mustWait(cell: number): boolean;
  /** It is the turn of the call in `slot`, which waits no longer. */
  onTurn(slot: number): void;
}

/** The calls that wait for a probe, a line before each circuit. */
export class ProbeLines implements SlotColumns {
  private readonly lines: SlotLists;
  private readonly listener: ProbeLinesListener;
  private readonly movingOn: Uint8Array;
  private waiting = new Uint8Array(0);

  constructor(circuits: number, listener: ProbeLinesListener) {
    this.lines = new SlotLists(circuits);
    this.listener = listener;
    this.movingOn = new Uint8Array(circuits);
  }

  join(cell: number, slot: number): void {
    this.waiting[slot] = 1;
    this.lines.append(cell, slot);
  }

  /** The caller of a slot went away; false where it was not waiting. */
  leave(cell: number, slot: number): boolean {
    if (this.waiting[slot] === 0) return false;
    this.waiting[slot] = 0;
    this.lines.remove(cell, slot);
    return true;
  }

  /** A loop, not a recursion: a whole line may end within one event. */
  moveOn(cell: number): void {
    const { lines, listener } = this;
    if (this.movingOn[cell] === 1) return;
    this.movingOn[cell] = 1;
    while (lines.first[cell] !== NO_SLOT && !listener.mustWait(cell)) {
      const next = lines.first[cell]!;
      this.leave(cell, next);
      listener.onTurn(next);
    }
    this.movingOn[cell] = 0;
  }

  resize(capacity: number): void {
    this.lines.resize(capacity);
    this.waiting = widened(this.waiting, capacity);
  }
}
