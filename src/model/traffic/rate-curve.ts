/** A stretch of the arrival rate, linear from `from` to `to` (per ms). */
interface Segment {
  readonly startMs: number;
  readonly lengthMs: number;
  readonly from: number;
  readonly to: number;
  /** Orders expected before it and within it. */
  readonly before: number;
  readonly within: number;
}

interface Stages {
  readonly startRate: number;
  readonly stages: readonly { readonly duration: number; readonly target: number }[];
}

/**
 * The arrival rate over time and its inverse: at which instant are `n` orders expected to have come?
 * Both Poisson and evenly spaced arrivals come from it, one draw or none per arrival, so that arms that
 * differ elsewhere see the same instants; thinning would not keep them aligned.
 */
export class RateCurve {
  private readonly segments: Segment[] = [];
  private current = 0;

  constructor({ startRate, stages }: Stages) {
    let startMs = 0;
    let before = 0;
    let from = startRate / 1000;
    for (const stage of stages) {
      const to = stage.target / 1000;
      const within = ((from + to) / 2) * stage.duration;
      this.segments.push({ startMs, lengthMs: stage.duration, from, to, before, within });
      startMs += stage.duration;
      before += within;
      from = to;
    }
    const lengthMs = Number.POSITIVE_INFINITY;
    const within = from > 0 ? Number.POSITIVE_INFINITY : 0;
    this.segments.push({ startMs, lengthMs, from, to: from, before, within });
  }

  /** In ms; Infinity when so many never come. `expected` must not fall from one question to the next. */
  instantOf(expected: number): number {
    for (;;) {
      const segment = this.segments[this.current];
      if (segment === undefined) return Number.POSITIVE_INFINITY;
      const inside = expected - segment.before;
      if (inside < segment.within) return segment.startMs + timeInto(segment, inside);
      this.current++;
    }
  }
}

/** Solves from·t + (to − from)·t²/2L = expected for t, in the form that does not cancel. */
function timeInto({ from, to, lengthMs }: Segment, expected: number): number {
  if (expected <= 0) return 0;
  const slope = from === to ? 0 : (to - from) / lengthMs;
  return (2 * expected) / (from + Math.sqrt(Math.max(0, from * from + 2 * expected * slope)));
}
