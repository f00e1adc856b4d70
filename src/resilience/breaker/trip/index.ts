import type * as v from 'valibot';
import { anyOf } from '../../../kernel/settings.ts';
import { consecutiveFailures } from './consecutive-failures.ts';
import { failureCount } from './failure-count.ts';
import { failureRate } from './failure-rate.ts';
import type { TripPolicy } from './trip-policy.ts';

/** Every trip policy there is; a new one is a file and a line here. */
export const TRIP_POLICIES = [consecutiveFailures, failureCount, failureRate] as const;

export const tripSettings = anyOf('kind', TRIP_POLICIES);
export type TripSettings = v.InferOutput<typeof tripSettings>;

export function createTripPolicy(settings: TripSettings): TripPolicy {
  return TRIP_POLICIES.find((policy) => policy.kind === settings.kind)!.create(settings as never);
}
