import { exactDuration, exactShare } from '../../../kernel/quantity-text.ts';
import type { BreakerSettings } from '../../../resilience/breaker/settings.ts';
import type { Pipeline, Policy, PolicyName } from '../../../resilience/pipeline.ts';
import type { RetrySettings } from '../../../resilience/retry/settings.ts';
import type { Written } from '../../written.ts';

/** As many as a count may be: in effect no limit. */
export const UNLIMITED = 10_000_000;
/** As long as a duration may be: in effect no limit. */
export const LONGEST_MS = 36_500 * 86_400_000;
/** A retry here makes at most so many calls. */
export const MOST_CALLS = 100;

/** Every way for a call to fail: what a retry that asks no questions repeats. */
export const ANY_FAILURE = ['error', 'timeout', 'blocked', 'rejected'];

export type Window =
  | { readonly calls: number }
  | {
      readonly time: number;
      readonly buckets?: number | undefined;
      readonly of?: 'ended' | 'started' | undefined;
    };

/** `judging`: how the share is judged, where that is otherwise than here. */
export function failureRate(
  rate: number,
  window: Window,
  minimumCalls: number,
  judging: Written = {},
): Written {
  return {
    kind: 'failure-rate',
    rate: exactShare(rate),
    ...judging,
    ...recent(window, minimumCalls),
  };
}

export function slowCallRate(
  rate: number,
  slow: number,
  window: Window,
  minimum: number,
  judging: Written = {},
): Written {
  return {
    kind: 'slow-call-rate',
    slow: exactDuration(slow),
    rate: exactShare(rate),
    ...judging,
    ...recent(window, minimum),
  };
}

function recent(window: Window, minimumCalls: number): Written {
  if (!('time' in window)) return { window, minimumCalls: Math.min(minimumCalls, window.calls) };
  const { time, ...more } = window;
  return { window: { time: exactDuration(time), ...more }, minimumCalls };
}

/** `clearedEvery` in ms; 0: never. */
export function consecutiveFailures(failures: number, clearedEvery = 0): Written {
  return {
    kind: 'consecutive-failures',
    failures,
    ...(clearedEvery > 0 ? { clearedEvery: exactDuration(clearedEvery) } : {}),
  };
}

export function fixedOpen(ms: number, jitter = 0): Written {
  return {
    kind: 'fixed',
    duration: exactDuration(ms),
    ...(jitter > 0 ? { jitter: exactShare(jitter) } : {}),
  };
}

/** An open time that starts afresh with the first close: what it learnt is forgotten in no time. */
export function growingOpen(initial: number, factor: number, max: number = LONGEST_MS): Written {
  return {
    kind: 'exponential',
    initial: exactDuration(initial),
    factor,
    max: exactDuration(max),
    healthy: '1ms',
  };
}

/** The largest open time that somebody set; undefined: there is none. */
export function limitOf(max: number): number | undefined {
  return max >= LONGEST_MS ? undefined : max;
}

export function consecutiveSuccesses(permits: number, successes: number): Written {
  return { permits, successes };
}

/** One probe, whose verdict the others wait for. */
export function awaited(successes: number): Written {
  return { ...consecutiveSuccesses(1, successes), others: 'wait' };
}

/** So many probes and no more, and every one of them must succeed. */
export function allOf(probes: number): Written {
  if (probes === 1) return consecutiveSuccesses(1, 1);
  return { kind: 'success-ratio', probes, ratio: exactShare(1), permits: probes };
}

/** So many of a number of probes must succeed. */
export function successesOf(needed: number, probes: number): Written {
  if (needed >= probes) return consecutiveSuccesses(probes, probes);
  return { kind: 'success-ratio', probes, ratio: exactShare(needed / probes), permits: probes };
}

export interface RetryShape {
  readonly retries: number;
  readonly backoff: Written;
  readonly on: readonly string[];
}

export function retry({ retries, backoff, on }: RetryShape): Written {
  return {
    retry: { calls: Math.min(MOST_CALLS, retries + 1), backoff, on, retryAfter: false },
  };
}

export function fixedBackoff(ms: number): Written {
  return { kind: 'fixed', delay: exactDuration(ms) };
}

export function exponentialBackoff(
  initial: number,
  factor: number,
  max: number = LONGEST_MS,
  jitter = 'none',
): Written {
  return {
    kind: 'exponential',
    initial: exactDuration(initial),
    factor,
    max: exactDuration(max),
    jitter,
  };
}

type SettingsOf<Name extends PolicyName> = Extract<Policy, { policy: Name }>['settings'];

/** The settings of the first policy of that name; undefined where the pipeline holds none. */
export function settingsOf<Name extends PolicyName>(
  pipeline: Pipeline,
  name: Name,
): SettingsOf<Name> | undefined {
  const found = pipeline.find(({ policy }) => policy === name);
  return found?.settings as SettingsOf<Name> | undefined;
}

/** A timeout by its place: inside the retry it is of a call, outside of the whole. */
export function timeouts(pipeline: Pipeline): {
  call: number | undefined;
  total: number | undefined;
} {
  const retryAt = pipeline.findIndex(({ policy }) => policy === 'retry');
  const at = (fits: (index: number) => boolean): number | undefined =>
    pipeline.find(({ policy }, index) => policy === 'timeout' && fits(index))?.settings as
      | number
      | undefined;
  return { call: at((index) => index > retryAt), total: at((index) => index < retryAt) };
}

export interface Rate {
  readonly rate: number;
  readonly window: Window;
  readonly minimumCalls: number;
}

/** The nearest that a library of rates can say; five failures in a row are all of the last five. */
export function nearestRate({ trip }: BreakerSettings): Rate {
  if ('policies' in trip) return nearestRate({ trip: trip.policies[0] } as BreakerSettings);
  if (trip.kind === 'consecutive-failures') {
    return { rate: 1, window: { calls: trip.failures }, minimumCalls: trip.failures };
  }
  if (trip.kind === 'failure-count') {
    return { rate: 0.5, window: trip.window, minimumCalls: trip.failures };
  }
  if (trip.kind === 'bad-pings') return { rate: 1, window: { calls: 5 }, minimumCalls: 5 };
  const rate = 'rate' in trip ? trip.rate : 'share' in trip ? trip.share : 0.5;
  const minimumCalls = 'minimumCalls' in trip ? trip.minimumCalls : 10;
  return { rate, window: trip.window, minimumCalls };
}

/** The nearest that a library of failures in a row can say. */
export function nearestFailures(breaker: BreakerSettings): number {
  if ('failures' in breaker.trip) return breaker.trip.failures;
  const { rate, minimumCalls } = nearestRate(breaker);
  return Math.max(1, Math.ceil(rate * minimumCalls));
}

/** The parts in which its window forgets, where it does so in parts. */
export function bucketsOf({ trip }: BreakerSettings): number | undefined {
  return 'window' in trip && 'buckets' in trip.window ? trip.window.buckets : undefined;
}

/** How often it looks, where a timer tells it to. */
export function nearestLook({ trip }: BreakerSettings): number | undefined {
  const judged = 'judged' in trip ? trip.judged : undefined;
  return typeof judged === 'object' ? judged.every : undefined;
}

/** How long it stays open at first. */
export function nearestOpen({ open }: BreakerSettings): number {
  switch (open.kind) {
    case 'fixed':
      return open.duration;
    case 'exponential':
      return open.initial;
    case 'retry-after':
      return open.fallback;
    case 'failure-share':
      return open.longest;
  }
}

/** Probes that must do well. */
export function nearestSuccesses({ probe }: BreakerSettings): number {
  if (probe.kind === 'success-ratio') return Math.ceil(probe.probes * probe.ratio);
  if (probe.kind === 'failure-rate') return Math.ceil(probe.probes * (1 - probe.rate));
  return 'successes' in probe ? probe.successes : 1;
}

/** The first wait of a retry, in ms. */
export function nearestDelay({ backoff }: RetrySettings): number {
  return backoff.kind === 'fixed' ? backoff.delay : backoff.initial;
}

export function decorrelatedBackoff(initial: number, max: number = LONGEST_MS): Written {
  return { kind: 'decorrelated', initial: exactDuration(initial), max: exactDuration(max) };
}

/** As many probes at once as any process is likely to send. */
export const EVERYBODY = 1_000;

export function failureCount(failures: number, windowMs: number): Written {
  return { kind: 'failure-count', failures, window: { time: exactDuration(windowMs) } };
}

/** The shortest interval that a proxy takes. */
export function atLeast1Ms(ms: number): number {
  return Math.max(1, ms);
}
