import * as v from 'valibot';
import { duration, positiveNumber } from '../../kernel/quantities.ts';
import type { RandomStream } from '../../kernel/random-stream.ts';
import { anyOf, settings } from '../../kernel/settings.ts';

/** How long to wait before the next call: `retry` counts from 1. In ms, not yet on the grid. */
export type Backoff = (retry: number, random: Pick<RandomStream, 'next'>) => number;

const fixed = {
  kind: 'fixed',
  schema: settings({ kind: v.literal('fixed'), delay: v.optional(duration, '100ms') }),
  create:
    ({ delay }: { delay: number }): Backoff =>
    () =>
      delay,
} as const;

const JITTER = {
  none: (delay: number) => delay,
  /** Anywhere from nothing to the whole delay: spreads a herd best. */
  full: (delay: number, uniform: number) => delay * uniform,
  /** Half the delay is sure, the other half is chance. */
  equal: (delay: number, uniform: number) => (delay * (1 + uniform)) / 2,
} as const;

interface ExponentialSettings {
  initial: number;
  factor: number;
  max: number;
  jitter: keyof typeof JITTER;
}

/** Brooker, "Exponential backoff and jitter" (AWS, 2015), names the two kinds of jitter. */
const exponential = {
  kind: 'exponential',
  schema: settings({
    kind: v.literal('exponential'),
    initial: v.optional(duration, '100ms'),
    factor: v.optional(positiveNumber, 2),
    max: v.optional(duration, '30s'),
    jitter: v.optional(v.picklist(['none', 'full', 'equal']), 'full'),
  }),
  create: ({ initial, factor, max, jitter }: ExponentialSettings): Backoff => {
    const spread = JITTER[jitter];
    return (retry, random) => {
      // 0 apart: times a power that has grown beyond a double it is no number.
      const delay = initial === 0 ? 0 : Math.min(max, initial * factor ** (retry - 1));
      return jitter === 'none' ? delay : spread(delay, random.next());
    };
  },
} as const;

export const BACKOFFS = [fixed, exponential] as const;

export const backoffSettings = anyOf('kind', BACKOFFS);
export type BackoffSettings = v.InferOutput<typeof backoffSettings>;

export function createBackoff(settings: BackoffSettings): Backoff {
  return BACKOFFS.find((backoff) => backoff.kind === settings.kind)!.create(settings as never);
}
