import type { Agenda, EventKind } from './agenda.ts';
import { toGrid } from './grid.ts';
import { widened } from './slot-pool.ts';
import type { Timers } from './timers.ts';

/** Ends a list. */
const NONE = -1;

/**
 * Timers that all run for the same time. They come due in the order in which they were started, so a
 * linked list is all the queue they need: start, cancel and fire each cost a few memory writes.
 */
export class DelayLine implements Timers {
  private readonly agenda: Agenda;
  private readonly source: number;
  private readonly delayMs: number;
  private readonly fire: (slot: number) => void;
  private dueAt = new Float64Array(0);
  private rank = new Float64Array(0);
  private next = new Int32Array(0);
  private previous = new Int32Array(0);
  private first = NONE;
  private last = NONE;

  constructor(agenda: Agenda, kind: EventKind, delayMs: number, fire: (slot: number) => void) {
    this.agenda = agenda;
    this.delayMs = toGrid(delayMs);
    this.fire = fire;
    this.source = agenda.addSource(kind, () => this.fireFirst());
  }

  start(slot: number): void {
    this.dueAt[slot] = this.agenda.now + this.delayMs;
    this.rank[slot] = this.agenda.nextRank();
    this.next[slot] = NONE;
    this.previous[slot] = this.last;
    if (this.last === NONE) {
      this.first = slot;
      this.showFirst();
    } else {
      this.next[this.last] = slot;
    }
    this.last = slot;
  }

  cancel(slot: number): void {
    const next = this.next[slot]!;
    const previous = this.previous[slot]!;
    if (next === NONE) this.last = previous;
    else this.previous[next] = previous;
    if (previous === NONE) {
      this.first = next;
      this.showFirst();
    } else {
      this.next[previous] = next;
    }
  }

  resize(capacity: number): void {
    this.dueAt = widened(this.dueAt, capacity);
    this.rank = widened(this.rank, capacity);
    this.next = widened(this.next, capacity);
    this.previous = widened(this.previous, capacity);
  }

  private fireFirst(): void {
    const slot = this.first;
    this.cancel(slot);
    this.fire(slot);
  }

  private showFirst(): void {
    if (this.first === NONE) this.agenda.show(this.source, Number.POSITIVE_INFINITY, 0);
    else this.agenda.show(this.source, this.dueAt[this.first]!, this.rank[this.first]!);
  }
}
