import type { Ending } from './ending.ts';
import { together } from './latency.ts';
import { LatencySketch } from './latency-sketch.ts';
import { EMPTY_STEP, type Step } from './recording.ts';

/** One request that was written down. */
export interface Request {
  /** When it came, in ms since 1970 or since the source began. */
  readonly atMs: number;
  readonly ending: Ending;
  /** Undefined where it was not written down. */
  readonly latencyMs: number | undefined;
}

/** Widths of steps, each a whole number of those before it, in ms: from a second to a day. */
const WIDTHS = [1, 5, 10, 30, 60, 300, 600, 1_800, 3_600, 21_600, 86_400].map(
  (seconds) => seconds * 1000,
);

/** So many steps are kept at most; beyond it they are made wider. */
const MOST = 2_048;
/** What comes further than this from all before is of another time, or of a clock gone wrong. */
const REACH_MS = 86_400_000;
/** Steps that a person wants to see, and requests that a step should hold for its quantiles to mean something. */
const WISHED_STEPS = 360;
const LEAST_STEPS = 30;
const WISHED_REQUESTS = 30;
/** A first or last step that lacks so much of its time is not whole. */
const NOT_WHOLE = 0.05;

interface Bin {
  requests: number;
  failed: number;
  declined: number;
  readonly served: LatencySketch;
  readonly failing: LatencySketch;
}

/**
 * Counts requests by time, in any order of time and any number of them: the memory that it takes depends on neither.
 */
export class RequestTally {
  counted = 0;
  /** Of another time altogether: not counted. */
  strays = 0;
  private bins = new Map<number, Bin>();
  private width = 0;
  private earliest = Number.POSITIVE_INFINITY;
  private latest = Number.NEGATIVE_INFINITY;

  /** `around` is an instant that is sure to be of the recording. */
  constructor(around: number) {
    this.earliest = around;
    this.latest = around;
  }

  add({ atMs, ending, latencyMs }: Request): void {
    if (atMs < this.earliest - REACH_MS || atMs > this.latest + REACH_MS) {
      this.strays++;
      return;
    }
    this.earliest = Math.min(this.earliest, atMs);
    this.latest = Math.max(this.latest, atMs);
    this.counted++;
    const bin = this.binAt(atMs);
    bin.requests++;
    if (ending === 'failed') bin.failed++;
    if (ending === 'declined') bin.declined++;
    if (latencyMs !== undefined) bin[ending === 'failed' ? 'failing' : 'served'].record(latencyMs);
  }

  /**
   * The steps, from the first request to the last, of the width asked for or of one that suits them; the
   * first and the last step may not be whole and are left out where there are enough others.
   */
  steps(wishedMs: number | undefined): { startMs: number; stepMs: number; steps: Step[] } {
    const stepMs = wishedMs === undefined ? this.suitableWidth() : this.widthFor(wishedMs);
    const places = [...this.bins.keys()].map((place) =>
      Math.floor((place * this.widthMs) / stepMs),
    );
    let first = Math.min(...places);
    let last = Math.max(...places);
    if (last - first + 1 >= LEAST_STEPS) {
      if (this.earliest - first * stepMs > NOT_WHOLE * stepMs) first++;
      if ((last + 1) * stepMs - this.latest > NOT_WHOLE * stepMs) last--;
    }
    const parts = new Map<number, Bin[]>();
    for (const [place, bin] of this.bins) {
      const step = Math.floor((place * this.widthMs) / stepMs);
      parts.set(step, [...(parts.get(step) ?? []), bin]);
    }
    const steps = Array.from({ length: last - first + 1 }, (_, i) =>
      stepOf(parts.get(first + i) ?? []),
    );
    return { startMs: first * stepMs, stepMs, steps };
  }

  private get widthMs(): number {
    return WIDTHS[this.width]!;
  }

  private binAt(atMs: number): Bin {
    const place = Math.floor(atMs / this.widthMs);
    const there = this.bins.get(place);
    if (there !== undefined) return there;
    const bin = emptyBin();
    this.bins.set(place, bin);
    // Gaps count: a step in which nothing came is a step.
    while ((this.latest - this.earliest) / this.widthMs > MOST && this.width < WIDTHS.length - 1) {
      this.widen();
    }
    return this.bins.get(Math.floor(atMs / this.widthMs))!;
  }

  private widen(): void {
    const before = this.widthMs;
    this.width++;
    const bins = new Map<number, Bin>();
    for (const [place, bin] of this.bins) {
      const wider = Math.floor((place * before) / this.widthMs);
      const there = bins.get(wider);
      if (there === undefined) bins.set(wider, bin);
      else addTo(there, bin);
    }
    this.bins = bins;
  }

  private suitableWidth(): number {
    const spanMs = this.latest - this.earliest;
    const able = WIDTHS.filter((width) => width >= this.widthMs && spanMs / width <= WISHED_STEPS);
    const wide = able.find((width) => (this.counted * width) / spanMs >= WISHED_REQUESTS);
    const still = able.filter((width) => spanMs / width >= LEAST_STEPS).at(-1);
    const widest = still ?? able[0] ?? WIDTHS.at(-1)!;
    return wide === undefined ? widest : Math.min(wide, widest);
  }

  /** A width that is a whole number of the bins that are kept. */
  private widthFor(wishedMs: number): number {
    return Math.max(1, Math.round(wishedMs / this.widthMs)) * this.widthMs;
  }
}

function emptyBin(): Bin {
  return {
    requests: 0,
    failed: 0,
    declined: 0,
    served: new LatencySketch(),
    failing: new LatencySketch(),
  };
}

function addTo(bin: Bin, other: Bin): void {
  bin.requests += other.requests;
  bin.failed += other.failed;
  bin.declined += other.declined;
  bin.served.add(other.served);
  bin.failing.add(other.failing);
}

function stepOf(bins: readonly Bin[]): Step {
  if (bins.length === 0) return EMPTY_STEP;
  const all = emptyBin();
  for (const bin of bins) addTo(all, bin);
  const { requests, failed, declined } = all;
  const served = together([{ kind: 'seen', sketch: all.served }]);
  const failing = together([{ kind: 'seen', sketch: all.failing }]);
  return { requests, failed, declined, latency: together([served, failing]), served, failing };
}
