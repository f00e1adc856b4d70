import * as v from 'valibot';
import { count, positiveDuration } from '../../../kernel/quantities.ts';
import { decimal, durationText } from '../../../kernel/quantity-text.ts';
import { settings } from '../../../kernel/settings.ts';
import { SERVICE_FAILURES, type ServiceFailure } from '../../failure.ts';
import { TimeWindow } from '../window/time-window.ts';
import { FailureCount } from './failure-count.ts';
import { TripPolicy, tripVariant } from './trip-policy.ts';

type PerKind = Readonly<Record<ServiceFailure, number>>;

/** Weights count in thousandths, so that sums of tenths are exact. */
const PARTS = 1_000;

/**
 * A refused connection is not a 500. Failures weigh by their kind, and the weights of a time window add up
 * to a score; beside it, so many failures of one kind may be enough by themselves.
 */
class ErrorClasses extends TripPolicy {
  private readonly parts: PerKind;
  private readonly scoreParts: number;
  private readonly windowMs: number;
  private readonly window: TimeWindow;
  private readonly limits: Partial<Record<ServiceFailure, FailureCount>> = {};

  constructor(
    weights: PerKind,
    score: number,
    thresholds: { readonly [Kind in ServiceFailure]?: number | undefined },
    windowMs: number,
  ) {
    super();
    this.parts = {
      error: Math.round(weights.error * PARTS),
      timeout: Math.round(weights.timeout * PARTS),
      refused: Math.round(weights.refused * PARTS),
      declined: Math.round(weights.declined * PARTS),
    };
    this.scoreParts = Math.round(score * PARTS);
    this.windowMs = windowMs;
    this.window = new TimeWindow(windowMs);
    for (const kind of SERVICE_FAILURES) {
      const threshold = thresholds[kind];
      if (threshold !== undefined) this.limits[kind] = new FailureCount(threshold, windowMs);
    }
  }

  onFailure(now: number, _durationMs: number, kind: ServiceFailure): boolean {
    const parts = this.parts[kind];
    this.window.record(now, parts);
    const tooMany = this.limits[kind]?.onFailure(now) ?? false;
    return tooMany || (parts > 0 && this.window.sum >= this.scoreParts);
  }

  holds(now: number): boolean {
    this.window.expire(now);
    const tooMany = SERVICE_FAILURES.some((kind) => this.limits[kind]?.holds(now));
    return tooMany || this.window.sum >= this.scoreParts;
  }

  standing(now: number): string {
    this.window.expire(now);
    const kinds = SERVICE_FAILURES.flatMap((kind) => {
      const known = this.limits[kind]?.recent(now) ?? 0;
      return known === 0 ? [] : [`${known} ${kind}`];
    });
    const score = `a score of ${decimal(this.window.sum / PARTS)}`;
    return `${[score, ...kinds].join(', ')} in ${durationText(this.windowMs)}`;
  }

  clear(): void {
    this.window.clear();
    for (const kind of SERVICE_FAILURES) this.limits[kind]?.clear();
  }
}

const weight = v.pipe(
  v.number('a weight, 0 or more'),
  v.minValue(0, 'a weight, 0 or more'),
  v.maxValue(1_000, 'a weight of at most 1,000'),
);

const positiveWeight = v.pipe(
  weight,
  v.check((value) => value >= 1 / PARTS, 'a score of at least 0.001'),
);

export const errorClasses = tripVariant({
  kind: 'error-classes',
  summary: 'failures weigh by their kind: error, timeout, refused, declined',
  entries: {
    weights: v.optional(
      settings({
        error: v.optional(weight, 1),
        timeout: v.optional(weight, 2),
        refused: v.optional(weight, 3),
        declined: v.optional(weight, 0),
      }),
      {},
    ),
    score: v.optional(
      v.pipe(positiveWeight, v.description('Opens when the weights in the window add up to this')),
      10,
    ),
    thresholds: v.optional(
      v.pipe(
        settings({
          error: v.optional(count(1)),
          timeout: v.optional(count(1)),
          refused: v.optional(count(1)),
          declined: v.optional(count(1)),
        }),
        v.description('So many failures of one kind open by themselves'),
      ),
      {},
    ),
    window: v.optional(settings({ time: positiveDuration }), { time: '30s' }),
  },
  create: ({ weights, score, thresholds, window }) =>
    new ErrorClasses(weights, score, thresholds, window.time),
});
