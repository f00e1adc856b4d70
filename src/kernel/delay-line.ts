import type { Agenda, EventKind } from './agenda.ts';
import { toGrid } from './grid.ts';
import { NO_SLOT } from './slot-lists.ts';
import { type SlotColumns, widened } from './slot-pool.ts';

/**
 * Timers that all run for the same time. They come due in the order in which they were started, so a ring in
 * that order is all the queue they need: start, cancel and fire each cost a few memory writes, next to each
 * other. A timer that was cancelled leaves its place empty until those before it are gone or the ring is full;
 * of places there are fewer than four times as many as timers were ever pending at once.
 */
export class DelayLine implements SlotColumns {
  private readonly agenda: Agenda;
  private readonly source: number;
  private readonly delayMs: number;
  private readonly fire: (slot: number) => void;
  /** By place in the ring the slot, or NO_SLOT where it was cancelled … */
  private slots = new Int32Array(2);
  /** … and when it is due and its rank. */
  private times = new Float64Array(4);
  /** The place of the first that is pending, and that after the last; the same where none is. */
  private head = 0;
  private tail = 0;
  private pending = 0;
  /** One less than there are places: a power of two. */
  private mask = 1;
  /** By slot. */
  private places = new Int32Array(0);

  constructor(agenda: Agenda, kind: EventKind, delayMs: number, fire: (slot: number) => void) {
    this.agenda = agenda;
    this.delayMs = toGrid(delayMs);
    this.fire = fire;
    this.source = agenda.addSource(kind, () => this.fireFirst());
  }

  start(slot: number): void {
    const { agenda, times, slots, tail } = this;
    times[tail << 1] = agenda.now + this.delayMs;
    times[(tail << 1) | 1] = agenda.nextRank();
    slots[tail] = slot;
    this.places[slot] = tail;
    this.pending++;
    this.tail = (tail + 1) & this.mask;
    if (tail === this.head) this.showFirst();
    if (this.tail === this.head) this.makeRoom();
  }

  cancel(slot: number): void {
    const place = this.places[slot]!;
    this.slots[place] = NO_SLOT;
    this.pending--;
    if (place === this.head) this.advance();
  }

  resize(capacity: number): void {
    this.places = widened(this.places, capacity);
  }

  private fireFirst(): void {
    const slot = this.slots[this.head]!;
    this.cancel(slot);
    this.fire(slot);
  }

  /** On to the first that is pending. */
  private advance(): void {
    const { slots, tail, mask } = this;
    let { head } = this;
    while (head !== tail && slots[head] === NO_SLOT) head = (head + 1) & mask;
    this.head = head;
    if (head === tail) this.agenda.show(this.source, Number.POSITIVE_INFINITY, 0);
    else this.showFirst();
  }

  private showFirst(): void {
    const { head, times } = this;
    this.agenda.show(this.source, times[head << 1]!, times[(head << 1) | 1]!);
  }

  /** Moves what is pending together; to a ring of twice the places where that is more than half. */
  private makeRoom(): void {
    const { slots, times, head, mask } = this;
    const length = this.pending > slots.length / 2 ? 2 * slots.length : slots.length;
    this.mask = length - 1;
    this.slots = new Int32Array(length);
    this.times = new Float64Array(2 * length);
    this.head = 0;
    this.tail = 0;
    for (let step = 0; step < slots.length; step++) {
      const place = (head + step) & mask;
      const slot = slots[place]!;
      if (slot === NO_SLOT) continue;
      this.slots[this.tail] = slot;
      this.times[2 * this.tail] = times[2 * place]!;
      this.times[2 * this.tail + 1] = times[2 * place + 1]!;
      this.places[slot] = this.tail++;
    }
  }
}
