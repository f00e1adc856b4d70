import * as v from 'valibot';
import { duration, positiveDuration, positiveNumber } from '../../kernel/quantities.ts';
import { anyOf } from '../../kernel/settings.ts';
import { makerOf, variantOf } from '../../kernel/variant.ts';
import type { Luck } from '../luck.ts';

/**
 * How long to wait before the next call: `retry` counts from 1, `previousMs` is the wait before it (0
 * before the first). In ms, not yet on the grid.
 */
export type Backoff = (retry: number, random: Luck, previousMs: number) => number;

const backoffVariant = variantOf<Backoff>();

const fixed = backoffVariant({
  kind: 'fixed',
  summary: 'always the same wait',
  entries: { delay: v.optional(duration, '100ms') },
  create:
    ({ delay }) =>
    () =>
      delay,
});

const JITTER = {
  none: (delay: number) => delay,
  /** Anywhere from nothing to the whole delay: spreads a herd best. */
  full: (delay: number, uniform: number) => delay * uniform,
  /** Half the delay is sure, the other half is chance. */
  equal: (delay: number, uniform: number) => (delay * (1 + uniform)) / 2,
} as const;

/** Brooker, "Exponential backoff and jitter" (AWS, 2015), names the two kinds of jitter. */
const exponential = backoffVariant({
  kind: 'exponential',
  summary: 'longer with each retry, spread by jitter',
  entries: {
    initial: v.optional(duration, '100ms'),
    factor: v.optional(positiveNumber, 2),
    max: v.optional(duration, '30s'),
    jitter: v.optional(v.picklist(['none', 'full', 'equal']), 'full'),
  },
  create: ({ initial, factor, max, jitter }) => {
    const spread = JITTER[jitter];
    return (retry, random) => {
      // 0 apart: times a power that has grown beyond a double it is no number.
      const delay = initial === 0 ? 0 : Math.min(max, initial * factor ** (retry - 1));
      return jitter === 'none' ? delay : spread(delay, random.next());
    };
  },
});

/**
 * "Decorrelated jitter" of the same article: uniform between `initial` and three times the last wait.
 * Grows like an exponential one in the mean, but no two clients keep in step.
 */
const decorrelated = backoffVariant({
  kind: 'decorrelated',
  summary: 'by chance up to three times the last wait',
  entries: {
    initial: v.optional(positiveDuration, '100ms'),
    max: v.optional(positiveDuration, '30s'),
  },
  create:
    ({ initial, max }) =>
    (_retry, random, previousMs) => {
      const widest = 3 * Math.max(initial, previousMs);
      return Math.min(max, initial + random.next() * (widest - initial));
    },
});

export const BACKOFFS = [fixed, exponential, decorrelated] as const;

export const backoffSettings = anyOf('kind', BACKOFFS);
export const createBackoff = makerOf(BACKOFFS);
