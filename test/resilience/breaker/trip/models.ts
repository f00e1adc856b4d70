import type { TripSettings } from '../../../../src/resilience/breaker/trip/index.ts';
import type { ServiceFailure } from '../../../../src/resilience/failure.ts';

/** A call that ended in the closed period; without a kind of failure it succeeded. */
export interface Ended {
  readonly at: number;
  readonly durationMs: number;
  readonly failure: ServiceFailure | undefined;
}

/** All that happened since the last clearing, as plain lists, and the present instant. */
export interface Past {
  readonly now: number;
  readonly calls: readonly Ended[];
  /** The instants at which calls started. */
  readonly starts: readonly number[];
}

type SettingsOf<Kind extends TripSettings['kind']> = Extract<TripSettings, { kind: Kind }>;

interface ModelOf<Settings> {
  /** Whether what it looks at is reached now. */
  readonly holds: (past: Past, settings: Settings) => boolean;
  /** Whether the last call speaks for opening, given that this holds; left out: a failure does. */
  readonly speaks?: (last: Ended, settings: Settings, past: Past) => boolean;
}

type Models = { readonly [Kind in TripSettings['kind']]: ModelOf<SettingsOf<Kind>> };

type Window = { readonly calls: number } | Span;
interface Span {
  readonly time: number;
  readonly buckets?: number | undefined;
  readonly of?: 'ended' | 'started' | undefined;
}
interface Recent {
  readonly window: Window;
  readonly minimumCalls: number;
}
interface Share extends Recent {
  readonly rate: number;
  readonly strict?: boolean | undefined;
  readonly judged?: unknown;
}

/** Whether an instant is in a window of time that is looked at now. */
function isRecent(at: number, now: number, { time, buckets }: Span): boolean {
  if (buckets === undefined) return now - at < time;
  const bucket = (instant: number) => Math.floor(instant / (time / buckets));
  return bucket(now) - bucket(at) < buckets;
}

/** The calls of a window, once there are enough of them. */
function recent({ calls, now }: Past, { window, minimumCalls }: Recent): readonly Ended[] {
  const held = 'calls' in window ? calls.slice(-window.calls) : within(calls, now, window);
  const minimum = 'calls' in window ? Math.min(minimumCalls, window.calls) : minimumCalls;
  return held.length >= minimum ? held : [];
}

function within(calls: readonly Ended[], now: number, span: Span): readonly Ended[] {
  return calls.filter(({ at }) => isRecent(at, now, span));
}

/** The share of marked calls: of those that ended, or of all that started. */
function share<Settings extends Share>(
  isMarked: (call: Ended, settings: Settings) => boolean,
): ModelOf<Settings> {
  return {
    holds: (past, settings) => {
      const { rate, strict, window, minimumCalls } = settings;
      const marked = (calls: readonly Ended[]) =>
        calls.filter((call) => isMarked(call, settings)).length;
      const reached = (some: number, all: number) =>
        all > 0 && (strict ? some / all > rate : some / all >= rate);
      if (!('of' in window) || window.of !== 'started') {
        const ended = recent(past, settings);
        return reached(marked(ended), ended.length);
      }
      const started = past.starts.filter((at) => isRecent(at, past.now, window)).length;
      const failing = marked(within(past.calls, past.now, window));
      return started >= minimumCalls && reached(failing, started);
    },
    speaks: (last, settings) => {
      if (settings.judged === 'at-every-result') return true;
      return typeof settings.judged !== 'object' && isMarked(last, settings);
    },
  };
}

const QUANTILES = { p50: 50, p75: 75, p90: 90, p95: 95, p99: 99 } as const;

function scoreOf(
  { calls, now }: Past,
  { weights, window }: SettingsOf<'error-classes'>,
): { sum: number; failures: readonly ServiceFailure[] } {
  const failures = within(calls, now, window).flatMap(({ failure }) => failure ?? []);
  const sum = failures.reduce((total, kind) => total + Math.round(weights[kind] * 1_000), 0);
  return { sum, failures };
}

/** Told from the whole list: slow, and plain to see. */
const MODELS: Models = {
  'consecutive-failures': {
    holds: ({ calls, now }, { failures, clearedEvery = Number.POSITIVE_INFINITY }) => {
      const interval = (at: number) => Math.floor(at / clearedEvery);
      const known = calls.filter(({ at }) => interval(at) === interval(now));
      return known.length >= failures && known.slice(-failures).every(({ failure }) => failure);
    },
  },

  'failure-count': {
    holds: ({ calls, now }, { failures, window }) =>
      within(calls, now, window).filter(({ failure }) => failure).length >= failures,
  },

  'failure-rate': share(({ failure }) => failure !== undefined),
  'timeout-share': share(({ failure }) => failure === 'timeout'),
  'slow-call-rate': share(({ durationMs }, { slow }) => durationMs >= slow),

  latency: {
    speaks: () => true,
    holds: (past, settings) => {
      const sorted = recent(past, settings)
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
  },

  'error-classes': {
    speaks: ({ failure: last }, settings, past) => {
      if (last === undefined) return false;
      const { sum, failures } = scoreOf(past, settings);
      const threshold = settings.thresholds[last] ?? Number.POSITIVE_INFINITY;
      return (
        (settings.weights[last] > 0 && sum >= Math.round(settings.score * 1_000)) ||
        failures.filter((kind) => kind === last).length >= threshold
      );
    },
    holds: (past, settings) => {
      const { sum, failures } = scoreOf(past, settings);
      const tooMany = Object.entries(settings.thresholds).some(
        ([name, most]) => failures.filter((kind) => kind === name).length >= most!,
      );
      return tooMany || sum >= Math.round(settings.score * 1_000);
    },
  },

  adaptive: {
    holds: ({ calls, now }, { share, atLeast, atMost, window }) => {
      const held = within(calls, now, window);
      const asked = Math.ceil((Math.round(share * 100) * held.length) / 100);
      const failures = held.filter(({ failure }) => failure).length;
      return failures >= Math.min(atMost, Math.max(atLeast, asked));
    },
  },

  // No ping is sent here.
  'bad-pings': { holds: () => false },

  'any-of': {
    speaks: (_, { policies }, past) => policies.some((policy) => opens(past, policy)),
    holds: (past, { policies }) => policies.some((policy) => holds(past, policy)),
  },

  'all-of': {
    speaks: (_, { policies }, past) => policies.some((policy) => opens(past, policy)),
    holds: (past, { policies }) => policies.every((policy) => holds(past, policy)),
  },
};

/** Whether what the policy looks at is reached. */
export function holds(past: Past, settings: TripSettings): boolean {
  return (MODELS[settings.kind] as ModelOf<TripSettings>).holds(past, settings);
}

/** Whether the last call opens the circuit. */
export function opens(past: Past, settings: TripSettings): boolean {
  const { speaks = ({ failure }) => failure !== undefined } = MODELS[
    settings.kind
  ] as ModelOf<TripSettings>;
  return holds(past, settings) && speaks(past.calls.at(-1)!, settings, past);
}
