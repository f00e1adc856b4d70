import type * as v from 'valibot';
import { anyOf } from '../../kernel/settings.ts';
import { makerOf } from '../../kernel/variant.ts';
import { closed } from './closed.ts';
import { evenlySpaced } from './evenly-spaced.ts';
import { poisson } from './poisson.ts';
import { type Recorded, trace } from './trace.ts';
import type { StartTraffic } from './traffic-kind.ts';

/** Every kind of traffic there is; a new one is a file and a line here. */
export const TRAFFIC = [poisson, evenlySpaced, trace, closed] as const;

export const trafficSettings = anyOf('arrivals', TRAFFIC);
type Written = v.InferOutput<typeof trafficSettings>;
type Trace = Extract<Written, { arrivals: 'trace' }>;

/** Traffic ready to run: a trace comes with the orders that its file records. */
export type Traffic = Exclude<Written, Trace> | (Trace & Recorded);
export type OpenLoopTraffic = Extract<Traffic, { startRate: number }>;

export const trafficOf: (traffic: Traffic) => StartTraffic = makerOf(TRAFFIC, 'arrivals');
