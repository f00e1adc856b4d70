import * as v from 'valibot';
import { positiveNumber } from '../../kernel/quantities.ts';
import { bounds, type LimitPolicy, limitVariant, within } from './limit-policy.ts';

/** Weights of a new value in the long and the short average of durations, and in the limit. */
const LONG = 1 / 600;
const SHORT = 1 / 10;
const SMOOTHING = 0.2;
/** One look at the durations at most halves the limit, before smoothing. */
const LEAST_GRADIENT = 0.5;

/**
 * Follows latency, not failures: where calls take longer of late than they are used to, calls queue
 * somewhere, so the limit falls before anything fails. After the Gradient2 limit of Netflix's
 * concurrency-limits. Weakness: a slowness that lasts becomes what it is used to.
 */
class Gradient implements LimitPolicy {
  limit: number;
  private readonly min: number;
  private readonly max: number;
  private readonly tolerance: number;
  private usualMs = 0;
  private recentMs = 0;
  private answers = 0;

  constructor(initial: number, min: number, max: number, tolerance: number) {
    this.min = min;
    this.max = max;
    this.tolerance = tolerance;
    this.limit = within(min, max, initial);
  }

  onAnswer(durationMs: number, inProgress: number): void {
    this.answers++;
    // A plain mean until there is enough of it to forget the start.
    this.usualMs += (durationMs - this.usualMs) * Math.max(LONG, 1 / this.answers);
    this.recentMs += (durationMs - this.recentMs) * Math.max(SHORT, 1 / this.answers);
    // After a slow time the usual is too high: it comes down faster than it went up.
    if (this.usualMs > 2 * this.recentMs) this.usualMs *= 0.95;
    if (2 * inProgress < this.limit) return;
    const ratio = this.recentMs === 0 ? 1 : (this.tolerance * this.usualMs) / this.recentMs;
    const gradient = Math.max(LEAST_GRADIENT, Math.min(1, ratio));
    // Room for a short queue, without which the limit could never rise.
    this.approach(this.limit * gradient + Math.sqrt(this.limit));
  }

  onDrop(): void {
    this.approach(this.limit * LEAST_GRADIENT);
  }

  private approach(target: number): void {
    this.limit = within(this.min, this.max, this.limit + SMOOTHING * (target - this.limit));
  }
}

export const gradient = limitVariant({
  kind: 'gradient',
  summary: 'falls when calls take longer of late than usual, rises while they do not',
  entries: {
    ...bounds,
    tolerance: v.optional(
      v.pipe(positiveNumber, v.description('How many times the usual duration is still normal')),
      1.5,
    ),
  },
  create: ({ initial, min, max, tolerance }) => new Gradient(initial, min, max, tolerance),
});
