import type { Sight } from './remote-circuits.ts';

/** What instances remember of circuits that live elsewhere: as they saw them last. */
export class Memory {
  readonly state: Uint8Array;
  readonly epoch: Int32Array;
  readonly untilMs: Float64Array;
  private readonly seenMs: Float64Array;

  /** `views`: one for each instance and circuit. */
  constructor(views: number) {
    this.state = new Uint8Array(views);
    this.epoch = new Int32Array(views);
    this.untilMs = new Float64Array(views);
    this.seenMs = new Float64Array(views).fill(Number.NEGATIVE_INFINITY);
  }

  /** How old it is, in ms; Infinity before the first look. */
  ageMs(view: number, now: number): number {
    return now - this.seenMs[view]!;
  }

  keep(view: number, { state, epoch, untilMs, atMs }: Sight): void {
    this.state[view] = state;
    this.epoch[view] = epoch;
    this.untilMs[view] = untilMs;
    this.seenMs[view] = atMs;
  }
}
