import { type SlotColumns, widened } from './slot-pool.ts';

/** No slot: where a list ends. */
export const NO_SLOT = -1;

/** Slots in a row, first in, first out, with removal from anywhere: a doubly linked list in two arrays. */
export class SlotList implements SlotColumns {
  first = NO_SLOT;
  private last = NO_SLOT;
  private next = new Int32Array(0);
  private previous = new Int32Array(0);

  append(slot: number): void {
    this.next[slot] = NO_SLOT;
    this.previous[slot] = this.last;
    if (this.last === NO_SLOT) this.first = slot;
    else this.next[this.last] = slot;
    this.last = slot;
  }

  /** `slot` must be in the list. */
  remove(slot: number): void {
    const next = this.next[slot]!;
    const previous = this.previous[slot]!;
    if (next === NO_SLOT) this.last = previous;
    else this.previous[next] = previous;
    if (previous === NO_SLOT) this.first = next;
    else this.next[previous] = next;
  }

  /** The list must hold something. */
  takeFirst(): number {
    const { first } = this;
    this.remove(first);
    return first;
  }

  resize(capacity: number): void {
    this.next = widened(this.next, capacity);
    this.previous = widened(this.previous, capacity);
  }
}
