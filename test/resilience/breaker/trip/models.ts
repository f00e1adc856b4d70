import type { TripSettings } from '../../../../src/resilience/breaker/trip/index.ts';
import type { ServiceFailure } from '../../../../src/resilience/failure.ts';

/** A call that ended in the closed period; without a kind of failure it succeeded. */
export interface Ended {
  readonly at: number;
  readonly durationMs: number;
  readonly failure: ServiceFailure | undefined;
}

type SettingsOf<Kind extends TripSettings['kind']> = Extract<TripSettings, { kind: Kind }>;
type Models = {
  readonly [Kind in TripSettings['kind']]: (
    calls: readonly Ended[],
    settings: SettingsOf<Kind>,
  ) => boolean;
};

interface Recent {
  readonly window: { readonly calls: number } | { readonly time: number };
  readonly minimumCalls: number;
}

/** The calls of a window, once there are enough of them. */
function recent(calls: readonly Ended[], { window, minimumCalls }: Recent): readonly Ended[] {
  const held = 'calls' in window ? calls.slice(-window.calls) : within(calls, window.time);
  const minimum = 'calls' in window ? Math.min(minimumCalls, window.calls) : minimumCalls;
  return held.length >= minimum ? held : [];
}

function within(calls: readonly Ended[], timeMs: number): readonly Ended[] {
  const now = calls.at(-1)!.at;
  return calls.filter(({ at }) => now - at < timeMs);
}

/** The last call is marked, and with it the marked ones are so large a share of the recent calls. */
function shareOpens(
  calls: readonly Ended[],
  settings: Recent & { readonly rate: number },
  isMarked: (call: Ended) => boolean,
): boolean {
  const held = recent(calls, settings);
  const marked = held.filter(isMarked).length;
  return held.length > 0 && isMarked(calls.at(-1)!) && marked / held.length >= settings.rate;
}

const QUANTILES = { p50: 50, p75: 75, p90: 90, p95: 95, p99: 99 } as const;

/** Whether the last of `calls` opens the circuit, told from the whole list: slow, and plain to see. */
export const MODELS: Models = {
  'consecutive-failures': (calls, { failures }) =>
    calls.length >= failures && calls.slice(-failures).every(({ failure }) => failure),

  'failure-count': (calls, { failures, window }) =>
    calls.at(-1)!.failure !== undefined &&
    within(calls, window.time).filter(({ failure }) => failure).length >= failures,

  'failure-rate': (calls, settings) =>
    shareOpens(calls, settings, ({ failure }) => failure !== undefined),

  'timeout-share': (calls, settings) =>
    shareOpens(calls, settings, ({ failure }) => failure === 'timeout'),

  'slow-call-rate': (calls, settings) =>
    shareOpens(calls, settings, ({ durationMs }) => durationMs >= settings.slow),

  latency: (calls, settings) => {
    const sorted = recent(calls, settings)
      .map(({ durationMs }) => durationMs)
      .sort((a, b) => a - b);
    if (sorted.length === 0) return false;
    if (settings.statistic === 'mean') {
      return sorted.reduce((sum, ms) => sum + ms, 0) / sorted.length >= settings.limit;
    }
    // In hundredths: 0.95 * 20 is a little more than 19.
    const rank = Math.ceil((QUANTILES[settings.statistic] * sorted.length) / 100);
    return sorted[rank - 1]! >= settings.limit;
  },

  'error-classes': (calls, { weights, score, thresholds, window }) => {
    const last = calls.at(-1)!.failure;
    if (last === undefined) return false;
    const failures = within(calls, window.time).flatMap(({ failure }) => failure ?? []);
    const sum = failures.reduce((total, kind) => total + Math.round(weights[kind] * 1_000), 0);
    const threshold = thresholds[last] ?? Number.POSITIVE_INFINITY;
    return (
      (weights[last] > 0 && sum >= Math.round(score * 1_000)) ||
      failures.filter((kind) => kind === last).length >= threshold
    );
  },

  adaptive: (calls, { share, atLeast, atMost, window }) => {
    const held = within(calls, window.time);
    const asked = Math.ceil((Math.round(share * 100) * held.length) / 100);
    const failures = held.filter(({ failure }) => failure).length;
    return (
      calls.at(-1)!.failure !== undefined && failures >= Math.min(atMost, Math.max(atLeast, asked))
    );
  },

  'any-of': (calls, { policies }) => policies.some((policy) => opens(calls, policy)),
};

export function opens(calls: readonly Ended[], settings: TripSettings): boolean {
  return (MODELS[settings.kind] as (calls: readonly Ended[], settings: TripSettings) => boolean)(
    calls,
    settings,
  );
}
