import * as v from 'valibot';
import { toGrid } from '../../../kernel/grid.ts';
import { positiveDuration } from '../../../kernel/quantities.ts';
import { durationText } from '../../../kernel/quantity-text.ts';
import type { OutcomeWindow } from '../window/outcome-window.ts';
import { createWindow, minimumOf, recentCalls } from '../window/settings.ts';
import { TripPolicy, tripVariant } from './trip-policy.ts';

/** The mean sees every call, and one very long one may be enough for it. */
class MeanLatency extends TripPolicy {
  override readonly needsTime = true;
  private readonly limitMs: number;
  private readonly minimumCalls: number;
  private readonly window: OutcomeWindow;

  constructor(limitMs: number, minimumCalls: number, window: OutcomeWindow) {
    super();
    this.limitMs = limitMs;
    this.minimumCalls = minimumCalls;
    this.window = window;
  }

  override onSuccess(now: number, durationMs: number): boolean {
    // On the grid, sums stay exact however many durations come and go.
    this.window.record(now, toGrid(durationMs));
    return this.isReached();
  }

  onFailure(now: number, durationMs: number): boolean {
    return this.onSuccess(now, durationMs);
  }

  holds(now: number): boolean {
    this.window.expire(now);
    return this.isReached();
  }

  standing(now: number): string {
    this.window.expire(now);
    const { calls, sum } = this.window;
    const mean = calls === 0 ? 0 : sum / calls;
    return `mean latency ${durationText(mean)} of ${callsText(calls)}`;
  }

  clear(): void {
    this.window.clear();
  }

  private isReached(): boolean {
    const { calls, sum } = this.window;
    return calls >= this.minimumCalls && sum / calls >= this.limitMs;
  }
}

/**
 * No sorting: by nearest rank, the quantile reaches the limit exactly when more than n − ⌈q·n⌉ of the n calls
 * do, so those are all that is counted.
 */
class QuantileLatency extends TripPolicy {
  override readonly needsTime = true;
  private readonly quantile: number;
  private readonly limitMs: number;
  private readonly minimumCalls: number;
  private readonly window: OutcomeWindow;

  constructor(quantile: number, limitMs: number, minimumCalls: number, window: OutcomeWindow) {
    super();
    this.quantile = quantile;
    this.limitMs = limitMs;
    this.minimumCalls = minimumCalls;
    this.window = window;
  }

  override onSuccess(now: number, durationMs: number): boolean {
    this.window.record(now, durationMs >= this.limitMs ? 1 : 0);
    return this.isReached();
  }

  onFailure(now: number, durationMs: number): boolean {
    return this.onSuccess(now, durationMs);
  }

  holds(now: number): boolean {
    this.window.expire(now);
    return this.isReached();
  }

  standing(now: number): string {
    this.window.expire(now);
    const { calls, sum } = this.window;
    return `${sum} of ${callsText(calls)} took ${durationText(this.limitMs)} or more`;
  }

  clear(): void {
    this.window.clear();
  }

  private isReached(): boolean {
    const { calls, sum } = this.window;
    return calls >= this.minimumCalls && sum > calls - rank(this.quantile, calls);
  }
}

/** Nearest rank, without the error of 0.95 * 20 being a little more than 19. */
function rank(quantile: number, calls: number): number {
  return Math.max(1, Math.ceil(quantile * calls - 1e-9));
}

function callsText(calls: number): string {
  return calls === 1 ? '1 call' : `${calls} calls`;
}

const QUANTILES = { p50: 0.5, p75: 0.75, p90: 0.9, p95: 0.95, p99: 0.99 } as const;
const statistics = ['mean', ...(Object.keys(QUANTILES) as (keyof typeof QUANTILES)[])] as const;

export const latency = tripVariant({
  kind: 'latency',
  summary: 'the mean or a quantile of how long calls take, successful or not',
  entries: {
    statistic: v.optional(v.picklist(statistics), 'p95'),
    limit: v.optional(
      v.pipe(positiveDuration, v.description('Opens when the statistic is at least this')),
      '1s',
    ),
    ...recentCalls,
  },
  create: (settings) => {
    const minimum = minimumOf(settings);
    const window = createWindow(settings);
    return settings.statistic === 'mean'
      ? new MeanLatency(settings.limit, minimum, window)
      : new QuantileLatency(QUANTILES[settings.statistic], settings.limit, minimum, window);
  },
});
