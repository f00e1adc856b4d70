import type { Agenda } from '../../kernel/agenda.ts';
import { assert } from '../../kernel/assert.ts';
import { Histogram } from '../../kernel/histogram.ts';

/**
 * How busy a service is, and was, in all its instances: areas under the curves over time, for the averages.
 * The area under a curve that rises and falls by one is the sum of the instants at which it fell, less those at
 * which it rose; what is still up counts as if it fell now.
 */
export class Meter {
  busy = 0;
  queued = 0;
  readonly queueWait = new Histogram();
  private readonly agenda: Agenda;
  /** Instants of falls less those of rises, in ms. */
  private busyFalls = 0;
  private queuedFalls = 0;
  private waitedMs = 0;
  private capacity: number;
  private capacitySince = 0;
  private capacityBefore = 0;

  constructor(agenda: Agenda, capacity: number) {
    this.agenda = agenda;
    this.capacity = capacity;
  }

  start(): void {
    this.busy++;
    this.busyFalls -= this.agenda.now;
  }

  finish(): void {
    this.busy--;
    this.busyFalls += this.agenda.now;
  }

  enqueue(): void {
    this.queued++;
    this.queuedFalls -= this.agenda.now;
  }

  /** A request leaves the queue after so long in it. */
  dequeue(waitedMs: number): void {
    this.queued--;
    this.queuedFalls += this.agenda.now;
    this.waitedMs += waitedMs;
  }

  setCapacity(capacity: number): void {
    if (capacity === this.capacity) return;
    this.capacityBefore = this.capacityArea;
    this.capacitySince = this.agenda.now;
    this.capacity = capacity;
  }

  /** Request-milliseconds in progress so far. */
  get busyArea(): number {
    return this.busyFalls + this.busy * this.agenda.now;
  }

  /** Request-milliseconds queued so far. */
  get queuedArea(): number {
    return this.queuedFalls + this.queued * this.agenda.now;
  }

  /** Capacity-milliseconds offered so far. */
  get capacityArea(): number {
    const elapsed = this.agenda.now - this.capacitySince;
    // No limit for no time is nothing.
    return this.capacityBefore + (elapsed > 0 ? this.capacity * elapsed : 0);
  }

  /**
   * Little's law without its averages: the area under the queue's length is the sum of all waits, those
   * that still go on (`waitingMs`) included.
   */
  audit(waitingMs: number): void {
    const waits = this.waitedMs + waitingMs;
    assert(
      Math.abs(this.queuedArea - waits) <= 1e-9 * waits,
      () => `the queue's area is ${this.queuedArea} ms, its waits are ${waits} ms`,
    );
  }
}
