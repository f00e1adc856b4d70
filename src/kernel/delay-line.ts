import type { Agenda, EventKind } from './agenda.ts';
import { toGrid } from './grid.ts';
import { NO_SLOT, SlotList } from './slot-list.ts';
import { type SlotColumns, widened } from './slot-pool.ts';

/**
 * Timers that all run for the same time. They come due in the order in which they were started, so a
 * linked list is all the queue they need: start, cancel and fire each cost a few memory writes.
 */
export class DelayLine implements SlotColumns {
  private readonly agenda: Agenda;
  private readonly source: number;
  private readonly delayMs: number;
  private readonly fire: (slot: number) => void;
  private readonly line = new SlotList();
  private dueAt = new Float64Array(0);
  private rank = new Float64Array(0);

  constructor(agenda: Agenda, kind: EventKind, delayMs: number, fire: (slot: number) => void) {
    this.agenda = agenda;
    this.delayMs = toGrid(delayMs);
    this.fire = fire;
    this.source = agenda.addSource(kind, () => this.fireFirst());
  }

  start(slot: number): void {
    this.dueAt[slot] = this.agenda.now + this.delayMs;
    this.rank[slot] = this.agenda.nextRank();
    this.line.append(slot);
    if (this.line.first === slot) this.showFirst();
  }

  cancel(slot: number): void {
    const wasFirst = this.line.first === slot;
    this.line.remove(slot);
    if (wasFirst) this.showFirst();
  }

  resize(capacity: number): void {
    this.line.resize(capacity);
    this.dueAt = widened(this.dueAt, capacity);
    this.rank = widened(this.rank, capacity);
  }

  private fireFirst(): void {
    const slot = this.line.takeFirst();
    this.showFirst();
    this.fire(slot);
  }

  private showFirst(): void {
    const { first } = this.line;
    if (first === NO_SLOT) this.agenda.show(this.source, Number.POSITIVE_INFINITY, 0);
    else this.agenda.show(this.source, this.dueAt[first]!, this.rank[first]!);
  }
}
