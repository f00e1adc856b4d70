import * as v from 'valibot';
import { positiveDuration } from '../../kernel/quantities.ts';
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
  late: v.optional(
    v.pipe(
      v.picklist(['dropped', 'as-probes', 'as-calls']),
      v.description(
        'What a call does that was begun in an earlier period. dropped (as left out): nothing. as-probes: it counts in the period in which it ends, in half-open as a probe does. as-calls: the trip policy hears of it whatever the state, and may reopen',
      ),
    ),
  ),
  keepsCounts: v.optional(
    v.pipe(
      v.boolean('true or false'),
      v.description(
        'Whether the trip policy hears of probes too, and forgets nothing when the circuit closes; left out, it begins afresh',
      ),
    ),
  ),
  warmUp: v.optional(
    v.pipe(
      positiveDuration,
      v.description('For so long after the start it counts, but nothing opens it'),
    ),
  ),
});

export type BreakerSettings = v.InferOutput<typeof breakerSettings>;
