import * as v from 'valibot';
import { money, share, years } from '../kernel/quantities.ts';
import { eitherBy, isBlock, type SettingPath, settings } from '../kernel/settings.ts';
import { CHAOS_KIND_NAMES, type ChaosKindName } from './chaos/kind/index.ts';
import { type Threshold, termsOf } from './claim.ts';
import type { Finding } from './problem.ts';

const A_NUMBER = 'a number of incidents a year, 0 or more';

/** Fewer than one a year is fine: 0.5 is one in two years. */
const perYear = v.pipe(
  v.number(A_NUMBER),
  v.minValue(0, A_NUMBER),
  v.maxValue(100_000, 'at most 100,000 incidents a year'),
);

const byKind = v.pipe(
  settings(
    Object.fromEntries(CHAOS_KIND_NAMES.map((kind) => [kind, v.optional(perYear)])) as Record<
      ChaosKindName,
      v.OptionalSchema<typeof perYear, undefined>
    >,
  ),
  v.check(
    (block) => Object.values(block).some((number) => number !== undefined),
    `a number for one kind of incident at least: ${CHAOS_KIND_NAMES.join(', ')}`,
  ),
);

function price(what: string) {
  return v.optional(v.pipe(money, v.description(`What ${what} costs, besides its margin`)), 0);
}

function priceOfCharge(what: string) {
  return v.optional(v.pipe(money, v.description(`What ${what} costs: the refund and the call`)), 0);
}

/**
 * What trouble costs, and what a remedy may cost. Amounts are in units of the currency, and a price that
 * is left out is 0.
 */
export const economicsSettings = settings({
  currency: v.optional(
    v.pipe(
      v.string('the name or sign of a currency such as EUR'),
      v.maxLength(12, 'the name or sign of a currency, of at most 12 letters'),
      v.description('Written beside amounts of money'),
    ),
    '',
  ),
  margin: v.pipe(share, v.description('What of the amount of a paid order is earned')),
  failedOrder: price('an order that failed'),
  blockedOrder: price('an order that the breaker blocked'),
  rejectedOrder: price('an order that was turned away by a limit of our own'),
  substitutedOrder: price('an order answered by a fallback that is no payment'),
  deferredOrder: v.optional(
    v.pipe(money, v.description('What an order costs that is accepted to be paid later')),
    0,
  ),
  duplicateCharge: priceOfCharge('a second charge for the same order'),
  orphanedCharge: priceOfCharge('a charge for an order that ended unpaid'),
  incidentsPerYear: v.pipe(
    eitherBy((input) => !isBlock(input), perYear, byKind),
    v.description(
      'Incidents like that of the scenario; or by kind, as blackfriday chaos draws them',
    ),
  ),
  build: v.optional(
    v.pipe(money, v.description('What it costs once to have what the first arm has not')),
    0,
  ),
  running: v.optional(v.pipe(money, v.description('What it costs a year to keep it')), 0),
  horizon: v.optional(
    v.pipe(years, v.description('The years over which the return is told; nothing is discounted')),
    '3y',
  ),
});

export type Economics = v.InferOutput<typeof economicsSettings>;

/** What is told of a year, by the number of incidents in it. */
const OF_A_YEAR: readonly string[] = [
  'economics.costPerYearCents',
  'economics.belowNormalMsPerYear',
];

/** A threshold of a year of incidents that are counted by kind: a single scenario stands for none of them. */
export function yearSense(path: SettingPath, threshold: Threshold, economics: unknown): Finding[] {
  const isByKind = isBlock(economics) && isBlock(economics.incidentsPerYear);
  const term = termsOf(threshold.comparison).find(({ metric }) => OF_A_YEAR.includes(metric));
  if (!isByKind || term === undefined) return [];
  return [
    {
      path,
      fault: 'value',
      found: `${term.metric}, and incidents that are counted by kind`,
      expected:
        'what one incident comes to, such as economics.costPerIncidentCents: a year of several kinds is told by blackfriday chaos',
    },
  ];
}
