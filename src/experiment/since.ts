import { type GraphFlows, graphFlowsBetween } from './graph-reading.ts';
import type { Since } from './result.ts';
import { type Flows, flowsBetween } from './tick-reading.ts';

/** Counts since the start of the run. */
export interface Counts {
  readonly flows: Flows;
  /** Undefined of the short form. */
  readonly graph: GraphFlows | undefined;
}

/** Notes how far the counts are at instants, whatever the ticks, to tell what came after each. */
export class SinceBook {
  private readonly instants: readonly number[];
  private readonly noted: Counts[] = [];

  /** `instants`: in ms, ascending. */
  constructor(instants: readonly number[]) {
    this.instants = instants;
  }

  /** The next instant to note; Infinity once all are. */
  get nextMs(): number {
    return this.instants[this.noted.length] ?? Number.POSITIVE_INFINITY;
  }

  note(counts: Counts): void {
    this.noted.push(counts);
  }

  /** After an instant that the run never came to, nothing came. */
  read(end: Counts): Since[] {
    return this.instants.map((fromMs, index) => {
      const before = this.noted[index] ?? end;
      return {
        fromMs,
        ...flowsBetween(before.flows, end.flows),
        ...(before.graph !== undefined && graphFlowsBetween(before.graph, end.graph!)),
      };
    });
  }
}
