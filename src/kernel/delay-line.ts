import type { Agenda, EventKind } from './agenda.ts';
import { DUE, NEXT, PREVIOUS, RANK, SHIFT } from './delay-record.ts';
import { toGrid } from './grid.ts';
import { NO_SLOT } from './slot-lists.ts';
import type { SlotColumns } from './slot-pool.ts';
import { NO_RECORDS, widenedRecords } from './slot-records.ts';

/**
 * Timers that all run for the same time. They come due in the order in which they were started, so a doubly
 * linked list is all the queue they need: start, cancel and fire each cost a few memory writes.
 */
export class DelayLine implements SlotColumns {
  private readonly agenda: Agenda;
  private readonly source: number;
  private readonly delayMs: number;
  private readonly fire: (slot: number) => void;
  private first = NO_SLOT;
  private last = NO_SLOT;
  private doubles = NO_RECORDS.doubles;
  private ints = NO_RECORDS.ints;

  constructor(agenda: Agenda, kind: EventKind, delayMs: number, fire: (slot: number) => void) {
    this.agenda = agenda;
    this.delayMs = toGrid(delayMs);
    this.fire = fire;
    this.source = agenda.addSource(kind, () => this.fireFirst());
  }

  start(slot: number): void {
    const { agenda, doubles, ints, last } = this;
    doubles[(slot << (SHIFT - 1)) | DUE] = agenda.now + this.delayMs;
    doubles[(slot << (SHIFT - 1)) | RANK] = agenda.nextRank();
    ints[(slot << SHIFT) | NEXT] = NO_SLOT;
    ints[(slot << SHIFT) | PREVIOUS] = last;
    this.last = slot;
    if (last === NO_SLOT) this.lead(slot);
    else ints[(last << SHIFT) | NEXT] = slot;
  }

  cancel(slot: number): void {
    const { ints } = this;
    const next = ints[(slot << SHIFT) | NEXT]!;
    const previous = ints[(slot << SHIFT) | PREVIOUS]!;
    if (next === NO_SLOT) this.last = previous;
    else ints[(next << SHIFT) | PREVIOUS] = previous;
    if (previous === NO_SLOT) this.lead(next);
    else ints[(previous << SHIFT) | NEXT] = next;
  }

  resize(capacity: number): void {
    const { doubles, ints } = widenedRecords(this.ints, capacity, SHIFT);
    this.doubles = doubles;
    this.ints = ints;
  }

  private fireFirst(): void {
    const slot = this.first;
    this.cancel(slot);
    this.fire(slot);
  }

  /** The slot, if it is one, is the first in the line now. */
  private lead(slot: number): void {
    const { agenda, doubles, source } = this;
    this.first = slot;
    if (slot === NO_SLOT) {
      agenda.show(source, Number.POSITIVE_INFINITY, 0);
      return;
    }
    const at = slot << (SHIFT - 1);
    agenda.show(source, doubles[at | DUE]!, doubles[at | RANK]!);
  }
}
