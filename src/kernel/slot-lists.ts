import { type SlotColumns, widened } from './slot-pool.ts';

/** No slot: where a list ends. */
export const NO_SLOT = -1;

/** Many first-in-first-out lists over one pool of slots; a slot is in one of them at most. */
export class SlotLists implements SlotColumns {
  /** The first slot of each list, or NO_SLOT. */
  readonly first: Int32Array;
  private readonly last: Int32Array;
  private next = new Int32Array(0);
  private previous = new Int32Array(0);

  constructor(lists: number) {
    this.first = new Int32Array(lists).fill(NO_SLOT);
    this.last = new Int32Array(lists).fill(NO_SLOT);
  }

  append(list: number, slot: number): void {
    const last = this.last[list]!;
    this.next[slot] = NO_SLOT;
    this.previous[slot] = last;
    if (last === NO_SLOT) this.first[list] = slot;
    else this.next[last] = slot;
    this.last[list] = slot;
  }

  /** `slot` must be in the list. */
  remove(list: number, slot: number): void {
    const next = this.next[slot]!;
    const previous = this.previous[slot]!;
    if (next === NO_SLOT) this.last[list] = previous;
    else this.previous[next] = previous;
    if (previous === NO_SLOT) this.first[list] = next;
    else this.next[previous] = next;
  }

  /** The next in its list, or NO_SLOT. */
  following(slot: number): number {
    return this.next[slot]!;
  }

  resize(capacity: number): void {
    this.next = widened(this.next, capacity);
    this.previous = widened(this.previous, capacity);
  }
}
