import * as v from 'valibot';
import { positiveDuration, positiveNumber } from '../../../kernel/quantities.ts';
import { everyOpening, openVariant, spread } from './open-policy.ts';

/**
 * Longer with each reopening, up to a cap. What was learnt is not forgotten at the first success: each
 * healthy interval takes one reopening back, as Envoy does with its ejections.
 */
export const exponential = openVariant({
  kind: 'exponential',
  summary: 'longer with each reopening, shorter again with each healthy interval',
  entries: {
    initial: v.optional(positiveDuration, '5s'),
    factor: v.optional(v.pipe(positiveNumber, v.minValue(1, 'a factor of at least 1')), 2),
    max: v.optional(positiveDuration, '5m'),
    healthy: v.optional(
      v.pipe(positiveDuration, v.description('Time closed that takes one reopening back')),
      '1m',
    ),
    ...everyOpening,
  },
  create: ({ initial, factor, max, healthy, jitter }) => ({
    healthyMs: healthy,
    recentCalls: 0,
    openMs: ({ reopenings }, luck) =>
      spread(Math.min(max, initial * factor ** reopenings), jitter, luck),
  }),
});
