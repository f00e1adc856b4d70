import type * as v from 'valibot';
import { anyOf } from '../../../kernel/settings.ts';
import { makerOf } from '../../../kernel/variant.ts';
import { adaptive } from './adaptive.ts';
import { allOfTrips } from './all-of.ts';
import { anyOfTrips } from './any-of.ts';
import { badPings } from './bad-pings.ts';
import { consecutiveFailures } from './consecutive-failures.ts';
import { errorClasses } from './error-classes.ts';
import { failureCount } from './failure-count.ts';
import { failureRate } from './failure-rate.ts';
import { latency } from './latency.ts';
import { slowCallRate } from './slow-call-rate.ts';
import { timeoutShare } from './timeout-share.ts';

/** Every trip policy that stands for itself; a new one is a file and a line here. */
const SINGLE = [
  consecutiveFailures,
  failureCount,
  failureRate,
  slowCallRate,
  latency,
  timeoutShare,
  errorClasses,
  adaptive,
  badPings,
] as const;

const single = anyOf('kind', SINGLE);

/** Every trip policy there is. */
export const TRIP_POLICIES = [
  ...SINGLE,
  anyOfTrips(single, makerOf(SINGLE)),
  allOfTrips(single, makerOf(SINGLE)),
] as const;

export const tripSettings = anyOf('kind', TRIP_POLICIES);
export type TripSettings = v.InferOutput<typeof tripSettings>;
export const createTripPolicy = makerOf(TRIP_POLICIES);
