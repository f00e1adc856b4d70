import type * as v from 'valibot';
import { JoinedTrips, policiesOf } from './joined-trips.ts';
import { type TripPolicy, tripVariant } from './trip-policy.ts';

/** Opens when one of its policies would and what the others look at is reached too, whichever call came last. */
export function allOfTrips<Input, Settings>(
  one: v.GenericSchema<Input, Settings>,
  create: (settings: Settings) => TripPolicy,
) {
  return tripVariant({
    kind: 'all-of',
    summary: 'several policies that must agree: many failures and slow calls, say',
    entries: { policies: policiesOf(one) },
    create: ({ policies }) => new JoinedTrips(policies.map(create), true),
  });
}
