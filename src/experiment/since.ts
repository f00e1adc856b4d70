import type { Since } from './result.ts';
import { type Flows, flowsBetween } from './tick-reading.ts';

/** Notes how far the counts are at instants, whatever the ticks, to tell what came after each. */
export class SinceBook {
  private readonly instants: readonly number[];
  private readonly noted: Flows[] = [];

  /** `instants`: in ms, ascending. */
  constructor(instants: readonly number[]) {
    this.instants = instants;
  }

  /** The next instant to note; Infinity once all are. */
  get nextMs(): number {
    return this.instants[this.noted.length] ?? Number.POSITIVE_INFINITY;
  }

  note(flows: Flows): void {
    this.noted.push(flows);
  }

  /** After an instant that the run never came to, nothing came. */
  read(end: Flows): Since[] {
    return this.instants.map((fromMs, index) => ({
      fromMs,
      ...flowsBetween(this.noted[index] ?? end, end),
    }));
  }
}
