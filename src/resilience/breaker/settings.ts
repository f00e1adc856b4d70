import * as v from 'valibot';
import { settings } from '../../kernel/settings.ts';
import { openSettings } from './open/index.ts';
import { probeSettings } from './probe/index.ts';
import { tripSettings } from './trip/index.ts';

/** The settings of a circuit breaker: the block in a scenario file and the library's argument are one. */
export const breakerSettings = settings({
  name: v.optional(
    v.pipe(
      v.string('a name'),
      v.description('What to call it where several breakers are told apart'),
    ),
  ),
  trip: v.optional(tripSettings, { kind: 'consecutive-failures' }),
  open: v.optional(openSettings, { kind: 'fixed' }),
  probe: v.optional(probeSettings, {}),
  /** Whether a business "no" counts as a failure. */
  declinedIsFailure: v.optional(v.boolean('true or false'), false),
});

export type BreakerSettings = v.InferOutput<typeof breakerSettings>;
