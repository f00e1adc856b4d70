import * as v from 'valibot';
import { distribution } from '../../kernel/distribution/index.ts';
import { count, duration, money, positiveNumber, rate } from '../../kernel/quantities.ts';
import { anyOf, eitherBy, settings } from '../../kernel/settings.ts';

/** A ramp of the arrival rate: linear from the rate before to `target`, over `duration`; 0s is a step. */
const stage = settings({ duration, target: rate });

const amount = v.optional(distribution(money), 50);

/** Hours of work: 10^8 orders are a normal run. */
const MAX_ORDERS = 1_000_000_000;

const openLoop = {
  startRate: rate,
  stages: v.optional(
    v.pipe(
      v.array(stage, 'a list of stages'),
      v.description(
        'Ramps of the rate, linear over `duration`; 0s is a step. After the last its target goes on',
      ),
    ),
    [],
  ),
  amount,
};

const poisson = {
  kind: 'poisson',
  schema: settings({ arrivals: v.literal('poisson'), ...openLoop }),
} as const;

const evenlySpaced = {
  kind: 'evenly-spaced',
  schema: settings({ arrivals: v.literal('evenly-spaced'), ...openLoop }),
} as const;

const TIME_UNITS = ['ms', 's', 'iso'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

const trace = {
  kind: 'trace',
  schema: settings({
    arrivals: v.literal('trace'),
    file: v.pipe(
      v.string('the name of a CSV file'),
      v.description('A CSV file with a header line, beside the scenario file'),
    ),
    time: v.optional(
      v.pipe(
        v.string('the name of a column'),
        v.description('The column of instants: dates, or numbers. They count from the earliest'),
      ),
      'time',
    ),
    timeUnit: v.optional(
      v.pipe(
        v.picklist(TIME_UNITS),
        v.description('What its numbers count; iso: dates. Left out, dates are told from ms'),
      ),
    ),
    amount: v.optional(
      v.pipe(
        eitherBy(
          (input) => typeof input === 'string',
          v.string('the name of a column'),
          distribution(money),
        ),
        v.description('The column of amounts of money, or a distribution of them'),
      ),
      50,
    ),
    speed: v.optional(
      v.pipe(positiveNumber, v.description('How many times faster than recorded')),
      1,
    ),
  }),
} as const;

const closed = {
  kind: 'closed',
  schema: settings({
    arrivals: v.literal('closed'),
    clients: count(1),
    orders: v.optional(
      v.pipe(
        count(1, MAX_ORDERS),
        v.description('In all; left out, the clients go on until the run ends'),
      ),
    ),
    think: v.optional(
      v.pipe(
        distribution(duration),
        v.description('How long a client waits between the end of an order and its next'),
      ),
      0,
    ),
    amount,
  }),
} as const;

/** Every kind of traffic there is. */
export const TRAFFIC = [poisson, evenlySpaced, trace, closed] as const;

export const trafficSettings = anyOf('arrivals', TRAFFIC);

/** The orders of a trace file, in order of time; instants in ms from the first, at the speed asked for. */
export interface RecordedOrders {
  readonly instantsMs: Float64Array;
  /** Null where the file holds no amounts. */
  readonly amountCents: Float64Array | null;
  /** How the instants of the file were read: as the scenario says, or inferred. */
  readonly timeUnit: TimeUnit;
}

type Written = v.InferOutput<typeof trafficSettings>;
type Trace = Extract<Written, { arrivals: 'trace' }>;

/** Traffic ready to run: a trace comes with the orders that its file records. */
export type Traffic = Exclude<Written, Trace> | (Trace & { readonly recorded: RecordedOrders });
export type OpenLoopTraffic = Extract<Traffic, { startRate: number }>;
