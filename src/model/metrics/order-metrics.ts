import type { Ledger } from '../books/ledger.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import { type Better, type Line, type Metric, part } from './metric.ts';

type OfLedger = Metric<Ledger, number>;

function flow(better: Better, meaning: string, read: (ledger: Ledger) => number): OfLedger {
  return { unit: 'count', fold: 'flow', better, meaning, read };
}

const ended = (ledger: Ledger, ...outcomes: readonly Outcome[]): number =>
  outcomes.reduce<number>((sum, outcome) => sum + ledger.orders[outcome]!, 0);

/** How orders ended at once, as they flow in a tick. */
export const ORDER_FLOWS = {
  arrived: flow(null, 'orders that came', (ledger) => ledger.ordersArrived),
  paid: flow('more', 'orders paid at once', (ledger) => ended(ledger, OUTCOME.successful)),
  declined: flow(
    null,
    'orders to which the service said no: a business answer, not a failure',
    (ledger) => ended(ledger, OUTCOME.declined),
  ),
  failed: flow(
    'less',
    'orders whose last call was answered with an error, refused, or timed out',
    (ledger) => ended(ledger, OUTCOME.failed, OUTCOME.refused, OUTCOME.timedOut),
  ),
  blocked: flow('less', 'orders whose last call the breaker blocked', (ledger) =>
    ended(ledger, OUTCOME.blocked),
  ),
  rejected: flow(
    'less',
    'orders turned away by a limit of our own: backlog, bulkhead, rate limit, throttle',
    (ledger) => ended(ledger, OUTCOME.rejected),
  ),
  deferred: flow(null, 'orders accepted to be paid later, whatever came of them', (ledger) =>
    ended(ledger, OUTCOME.deferred),
  ),
  substituted: flow('less', 'orders answered by a fallback that is no payment', (ledger) =>
    ended(ledger, OUTCOME.substituted),
  ),
} as const;

export const ORDERS = {
  ...ORDER_FLOWS,
  arrived: { ...ORDER_FLOWS.arrived, line: { label: 'arrived' } },
  pending: {
    unit: 'count',
    fold: 'level',
    better: null,
    meaning: 'orders in flight at the end',
    read: (ledger: Ledger) => ledger.ordersArrived - ledger.ordersEnded,
  },
} as const;

/** What an order comes to in the end: exactly one of these, so that they add up to all. */
interface Fate {
  readonly better: Better;
  readonly label: string;
  readonly meaning: string;
  readonly unlessIdle: boolean;
  /** Counted in orders, and in cents: from what ended at once, and from the deferral book. */
  readonly orders: (ledger: Ledger) => number;
  readonly cents: (ledger: Ledger) => number;
}

function fateOf(
  outcomes: readonly Outcome[],
  better: Better,
  label: string,
  meaning: string,
  unlessIdle = false,
): Fate {
  const sum = (counts: Float64Array): number =>
    outcomes.reduce<number>((total, outcome) => total + counts[outcome]!, 0);
  return {
    better,
    label,
    meaning,
    unlessIdle,
    orders: ({ orders, deferral }) => sum(orders) + sum(deferral.settled),
    cents: ({ cents, deferral }) => sum(cents) + sum(deferral.settledCents),
  };
}

const { successful, declined, failed, refused, timedOut, blocked, rejected, substituted } = OUTCOME;

const LOST = {
  failed: fateOf(
    [failed, refused, timedOut],
    'less',
    'failed',
    'an error, a refusal or a timeout was the end',
  ),
  blocked: fateOf([blocked], 'less', 'blocked', 'blocked by the breaker in the end'),
  rejected: fateOf([rejected], 'less', 'rejected', 'turned away by a limit of our own', true),
  substituted: fateOf(
    [substituted],
    'less',
    'substituted',
    'answered by a fallback that is no payment',
    true,
  ),
  declined: fateOf([declined], null, 'declined', 'the service said no', true),
} as const;

const FATES = {
  paid: {
    better: 'more',
    label: 'paid',
    meaning: 'paid at once',
    unlessIdle: false,
    orders: ({ orders }) => orders[successful]!,
    cents: ({ cents }) => cents[successful]!,
  },
  paidLater: {
    better: 'more',
    label: 'paid later',
    meaning: 'deferred, and paid in the end',
    unlessIdle: true,
    orders: ({ deferral }) => deferral.settled[successful]!,
    cents: ({ deferral }) => deferral.settledCents[successful]!,
  },
  waiting: {
    better: null,
    label: 'still waiting',
    meaning: 'deferred, and waiting to be paid when the run ends',
    unlessIdle: true,
    orders: ({ deferral }) => deferral.waiting,
    cents: ({ deferral }) => deferral.waitingCents,
  },
  ...LOST,
  pending: {
    better: null,
    label: 'pending',
    meaning: 'in flight when the run ends',
    unlessIdle: false,
    orders: (ledger) => ledger.ordersArrived - ledger.ordersEnded,
    cents: ({ offeredCents, centsEnded }) => offeredCents - centsEnded,
  },
} as const satisfies Record<string, Fate>;

type FateName = keyof typeof FATES;

function fates(unit: 'count' | 'cents', of: string): Record<FateName, OfLedger> {
  const rows = Object.entries(FATES).map(([name, fate]): [string, OfLedger] => {
    const { better, meaning, label, unlessIdle } = fate;
    const line: Line = { label, of, unlessIdle };
    const read = unit === 'count' ? fate.orders : fate.cents;
    const words = `${unit === 'count' ? 'orders' : 'money'}: ${meaning}`;
    return [name, { unit, fold: 'whole', better, meaning: words, line, read }];
  });
  return Object.fromEntries(rows) as Record<FateName, OfLedger>;
}

/** Everything lost for good, in cents. */
export const lostCents = (ledger: Ledger): number =>
  Object.values(LOST).reduce((sum, { cents }) => sum + cents(ledger), 0);

/** Orders and their money, split by what came of them in the end: each split adds up to all that came. */
export const FATE = {
  orders: part((ledger: Ledger) => ledger, fates('count', 'orders.arrived'), 'orders'),
  amountCents: part((ledger: Ledger) => ledger, fates('cents', 'amountCents.offered'), 'money'),
} as const;
