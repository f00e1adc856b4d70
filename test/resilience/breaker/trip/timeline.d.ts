import type { TripPolicy } from '../../../../src/resilience/breaker/trip/trip-policy.ts';
/**
 * Plays a timeline to a policy and returns the rows with the policy's answer filled in, so that a test
 * reads as a table: `1150 fail | trips | 3 consecutive failures`. The standing is asked after each call.
 */
export declare function played(policy: TripPolicy, timeline: string): string;
/** The timeline as the test wrote it, its blanks evened out. */
export declare function written(timeline: string): string;
