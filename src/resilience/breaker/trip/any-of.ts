import type * as v from 'valibot';
import { JoinedTrips, policiesOf } from './joined-trips.ts';
import { type TripPolicy, tripVariant } from './trip-policy.ts';

/** The variant that joins others, given their schema and factory: it cannot know the registry it is in. */
export function anyOfTrips<Input, Settings>(
  one: v.GenericSchema<Input, Settings>,
  create: (settings: Settings) => TripPolicy,
) {
  return tripVariant({
    kind: 'any-of',
    summary: 'whichever of several policies opens first',
    entries: { policies: policiesOf(one) },
    create: ({ policies }) => new JoinedTrips(policies.map(create), false),
  });
}
