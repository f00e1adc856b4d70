import * as v from 'valibot';
import { distribution } from '../../kernel/distribution/index.ts';
import { money, positiveNumber } from '../../kernel/quantities.ts';
import { eitherBy, type SettingsOf } from '../../kernel/settings.ts';
import { drawnAmounts } from './amounts.ts';
import { classes } from './classes.ts';
import { to } from './destination.ts';
import { openLoop } from './open-loop.ts';
import { regions } from './regions.ts';
import { trafficKind } from './traffic-kind.ts';

const TIME_UNITS = ['ms', 's', 'iso'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

const entries = {
  to,
  classes,
  regions,
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
};

/** The orders of a trace file, in order of time; instants in ms from the first, at the speed asked for. */
export interface RecordedOrders {
  readonly instantsMs: Float64Array;
  /** Null where the file holds no amounts. */
  readonly amountCents: Float64Array | null;
  /** How the instants of the file were read: as the scenario says, or inferred. */
  readonly timeUnit: TimeUnit;
}

/** What whoever loads a trace puts beside its settings. */
export interface Recorded {
  readonly recorded: RecordedOrders;
}

export const trace = trafficKind({
  kind: 'trace',
  summary: 'as a CSV file records them',
  entries,
  create: (traffic) => (run, place) => {
    const { recorded, amount } = traffic as SettingsOf<typeof entries> & Recorded;
    const { instantsMs, amountCents } = recorded;
    const arrivals = {
      instantOf: (number: number) => instantsMs[number] ?? Number.POSITIVE_INFINITY,
      amountCentsOf:
        amountCents === null && typeof amount !== 'string'
          ? drawnAmounts(amount, run.luck)
          : (number: number) => amountCents![number]!,
    };
    return openLoop(run, arrivals, place);
  },
});
