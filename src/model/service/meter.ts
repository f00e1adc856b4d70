import type { Agenda } from '../../kernel/agenda.ts';
import { assert } from '../../kernel/assert.ts';
import { PooledDurations } from '../books/pooled.ts';

/** How busy a service is, and was, in all its instances: areas under the curves over time, for the averages. */
export class Meter {
  busy = 0;
  queued = 0;
  readonly queueWait = new PooledDurations();
  /** Request-milliseconds in progress and queued, and capacity-milliseconds offered. */
  busyArea = 0;
  queuedArea = 0;
  capacityArea = 0;
  private waitedMs = 0;
  private readonly agenda: Agenda;
  private capacity: number;
  private since = 0;

  constructor(agenda: Agenda, capacity: number) {
    this.agenda = agenda;
    this.capacity = capacity;
  }

  start(): void {
    this.settle();
    this.busy++;
  }

  finish(): void {
    this.settle();
    this.busy--;
  }

  enqueue(): void {
    this.settle();
    this.queued++;
  }

  /** A request leaves the queue after so long in it. */
  dequeue(waitedMs: number): void {
    this.settle();
    this.queued--;
    this.waitedMs += waitedMs;
  }

  setCapacity(capacity: number): void {
    if (capacity === this.capacity) return;
    this.settle();
    this.capacity = capacity;
  }

  /** Brings the areas up to the present instant. */
  settle(): void {
    const elapsed = this.agenda.now - this.since;
    this.since = this.agenda.now;
    this.busyArea += this.busy * elapsed;
    this.queuedArea += this.queued * elapsed;
    if (elapsed > 0) this.capacityArea += this.capacity * elapsed;
  }

  /**
   * Little's law without its averages: the area under the queue's length is the sum of all waits, those
   * that still go on (`waitingMs`) included.
   */
  audit(waitingMs: number): void {
    this.settle();
    const waits = this.waitedMs + waitingMs;
    assert(
      Math.abs(this.queuedArea - waits) <= 1e-9 * waits,
      () => `the queue's area is ${this.queuedArea} ms, its waits are ${waits} ms`,
    );
  }
}
