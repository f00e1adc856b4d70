import { LimitError } from '../../kernel/limit-error.ts';
import type { Ledger } from '../books/ledger.ts';
import type { Better, Line, Metric, Unit } from './metric.ts';
import { FATE } from './order-metrics.ts';
import { type Prices, priceOf, type Toll } from './toll.ts';

/**
 * What an incident came to, by its scenario's prices; known at the end of a run only. An incident is one
 * trouble of the scenario: where there are several, everything here is their mean. What it cost is what the
 * orders cost that ended after the first trouble began, less what as many cost before it: what fails on any
 * day is no cost of the incident. So chance alone may make a cost a little less than nothing. Where too few
 * orders ended before to tell, nothing is taken off. Orders in flight or waiting at the end cost nothing,
 * for nobody knows yet.
 */
export interface IncidentBill {
  readonly prices: Prices;
  /** Null: given by kind, so that no one incident stands for the year. */
  readonly incidentsPerYear: number | null;
  /** Null: there was no trouble. */
  readonly toll: Toll | null;
  /** From the first order lost to recovery; null: without recovery, or there was no trouble. */
  readonly recoveryMs: number | null;
  /** Null: there was no trouble, or service was down before it. */
  readonly belowNormalMs: number | null;
}

export interface OfEconomics extends IncidentBill {
  readonly ledger: Ledger;
}

function row(
  unit: Unit,
  better: Better,
  meaning: string,
  line: Line,
  read: (of: OfEconomics) => number | null,
): Metric<OfEconomics> {
  return { unit, fold: 'whole', better, meaning, line, read, mayLack: true };
}

const cents = (
  meaning: string,
  line: Line,
  read: (of: OfEconomics) => number | null,
): Metric<OfEconomics> => ({ ...row('cents', 'less', meaning, line, read), signed: true });

const orders = FATE.orders.fields;

/** Served in the eyes of a customer: the service did its work, whatever it said. */
function availability({ ledger }: OfEconomics): number | null {
  const served = orders.paid.read(ledger) + orders.paidLater.read(ledger);
  const answered = served + orders.declined.read(ledger);
  const lost =
    orders.failed.read(ledger) +
    orders.blocked.read(ledger) +
    orders.rejected.read(ledger) +
    orders.substituted.read(ledger);
  return answered + lost === 0 ? null : answered / (answered + lost);
}

/** To the cent, which beyond 2^53 cannot be counted. */
function wholeCents(cents: number): number {
  if (Number.isSafeInteger(Math.round(cents))) return Math.round(cents);
  throw new LimitError(
    'by the prices of this scenario an incident or a year costs more than money can be counted to the cent; smaller prices, or fewer incidents a year, would do',
  );
}

function perIncident(of: (toll: Toll, prices: Prices) => number) {
  return ({ toll, prices }: OfEconomics): number | null =>
    toll === null ? null : wholeCents(of(toll, prices));
}

const margin = perIncident((toll, prices) => prices.margin * toll.lostCents);

const ofOrders = perIncident((toll, prices) =>
  priceOf(toll, prices, [
    'failedOrder',
    'blockedOrder',
    'rejectedOrder',
    'substitutedOrder',
    'deferredOrder',
  ]),
);

const ofCharges = perIncident((toll, prices) =>
  priceOf(toll, prices, ['duplicateCharge', 'orphanedCharge']),
);

/** The parts, each in whole cents, so that they add up. */
function incident(of: OfEconomics): number | null {
  return of.toll === null ? null : wholeCents(margin(of)! + ofOrders(of)! + ofCharges(of)!);
}

function perYear(value: number | null, { incidentsPerYear }: OfEconomics): number | null {
  return value === null || incidentsPerYear === null ? null : value * incidentsPerYear;
}

/** What an arm comes to in money and in minutes. */
export const ECONOMICS = {
  availability: row(
    'share',
    'more',
    '(paid + paid later + declined) / (these + failed + blocked + rejected + substituted), in the run',
    { label: 'availability in the run' },
    availability,
  ),
  meanTimeToRecoveryMs: row(
    'ms',
    'less',
    'from the first order lost in an incident to recovery, as a mean; nothing where one never came',
    { label: 'mean time to recovery' },
    ({ recoveryMs }) => recoveryMs,
  ),
  belowNormalMs: row(
    'ms',
    'less',
    'time of an incident in which fewer than 99 % as many orders were paid as before it',
    { label: 'time below 99 % of normal' },
    ({ belowNormalMs }) => belowNormalMs,
  ),
  belowNormalMsPerYear: row(
    'ms',
    'less',
    'belowNormalMs by incidentsPerYear',
    { label: 'below it, a year' },
    (of) => perYear(of.belowNormalMs, of),
  ),
  marginCents: cents(
    'margin by the money that an incident lost: failed, blocked, rejected or substituted in the end',
    { label: 'margin lost' },
    margin,
  ),
  ordersCents: cents(
    'the prices of the orders that an incident made fail, be blocked, rejected, substituted or deferred',
    { label: 'orders gone wrong', unlessIdle: true },
    ofOrders,
  ),
  chargesCents: cents(
    'the prices of the duplicate and the orphaned charges of an incident',
    { label: 'charges gone wrong', unlessIdle: true },
    ofCharges,
  ),
  costPerIncidentCents: cents(
    'what an incident costs, beyond what as many orders cost before it: the sum of the three',
    { label: 'cost of an incident' },
    incident,
  ),
  costPerYearCents: cents(
    'costPerIncidentCents by incidentsPerYear',
    { label: 'cost a year' },
    (of) => {
      const cost = perYear(incident(of), of);
      return cost === null ? null : wholeCents(cost);
    },
  ),
} as const;
