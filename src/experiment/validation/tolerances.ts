import { shareText } from '../../kernel/quantity-text.ts';
import type { ArmResult, CallCounts } from '../result.ts';
import { sameState } from './same-state.ts';

/** The same of a simulated arm and of the real one. */
export interface Pair {
  readonly simulated: ArmResult;
  readonly real: ArmResult;
}

/** What is compared, how far apart it is, and how far it may be. */
export interface Tolerance {
  readonly what: string;
  /** How far apart they may be, in words. */
  readonly words: string;
  readonly unit: 'share' | 'ms' | 'number';
  /** `least`: the value itself is to be so high; `most`: the difference at most so large. */
  readonly bound: (pair: Pair) => { readonly kind: 'least' | 'most'; readonly value: number };
  /** Null where there is nothing to compare. */
  readonly observed: (pair: Pair) => number | null;
}

/** The states are to be the same at so many of all instants. */
const SAME_STATES = 0.95;
/** Shares of orders and money may differ by so much. */
const POINTS = 0.02;
/** Calls may fall into the next tick, or be one more or less. */
const CALLS = 0.1;
/** A real call goes over HTTP and timers of whole ms, some ms each, and an order may make several. */
const LATENCY_MS = 30;
const LATENCY_SHARE = 0.15;
/** Chance decides when a breaker opens once more. */
const OPENS_SHARE = 0.2;

const apart = (pair: Pair, read: (arm: ArmResult) => number | null): number | null => {
  const [one, other] = [read(pair.simulated), read(pair.real)];
  return one === null || other === null ? null : Math.abs(other - one);
};

function share(what: string, read: (arm: ArmResult) => number): Tolerance {
  return {
    what,
    words: `at most ${shareText(POINTS)} apart`,
    unit: 'share',
    bound: () => ({ kind: 'most', value: POINTS }),
    observed: (pair) => apart(pair, read),
  };
}

function latency(quantile: 'p50' | 'p95'): Tolerance {
  const read = ({ totals }: ArmResult): number | null => totals.latencyMs?.paid?.[quantile] ?? null;
  return {
    what: `latency of paid orders, ${quantile}`,
    words: `at most ${LATENCY_MS}ms and ${shareText(LATENCY_SHARE)} apart`,
    unit: 'ms',
    bound: ({ simulated }) => ({
      kind: 'most',
      value: Math.round(LATENCY_MS + LATENCY_SHARE * (read(simulated) ?? 0)),
    }),
    observed: (pair) => apart(pair, read),
  };
}

/** How near reality is to be to the simulation; one more is an entry here. */
export const TOLERANCES: readonly Tolerance[] = [
  {
    what: 'same state, of all instants',
    words: `at least ${shareText(SAME_STATES)}`,
    unit: 'share',
    bound: () => ({ kind: 'least', value: SAME_STATES }),
    observed: ({ simulated, real }) => sameState(simulated, real).share,
  },
  share('orders paid, of those arrived', ({ totals: { orders } }) =>
    partOf(orders.paid, orders.arrived),
  ),
  share('money paid, of that offered', ({ totals: { amountCents } }) =>
    partOf(amountCents.paid, amountCents.offered),
  ),
  {
    what: 'orders arrived',
    words: 'the same',
    unit: 'number',
    bound: () => ({ kind: 'most', value: 0 }),
    observed: (pair) => apart(pair, ({ totals }) => totals.orders.arrived),
  },
  {
    what: 'calls that are in another tick, or ended otherwise',
    words: `at most ${shareText(CALLS)}`,
    unit: 'share',
    bound: () => ({ kind: 'most', value: CALLS }),
    observed: callsElsewhere,
  },
  {
    what: 'calls between services that ended otherwise',
    words: `at most ${shareText(CALLS)}`,
    unit: 'share',
    bound: () => ({ kind: 'most', value: CALLS }),
    observed: callsEndedOtherwise,
  },
  {
    what: 'times that breakers opened',
    words: `at most one apart, or ${shareText(OPENS_SHARE)}`,
    unit: 'number',
    bound: ({ simulated }) => ({
      kind: 'most',
      value: Math.max(1, Math.round(OPENS_SHARE * (simulated.totals.breaker?.opens ?? 0))),
    }),
    observed: (pair) => apart(pair, ({ totals }) => totals.breaker?.opens ?? null),
  },
  latency('p50'),
  latency('p95'),
  share('cards charged in vain or twice, of orders arrived', ({ totals: { charges, orders } }) =>
    partOf(charges.duplicate + charges.orphaned, orders.arrived),
  ),
];

const partOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

const OUTCOMES = [
  'successful',
  'declined',
  'failed',
  'blocked',
] as const satisfies readonly (keyof CallCounts)[];

/** Half the sum of all differences, as a share of all calls: each call that moved counts once. */
function callsElsewhere({ simulated, real }: Pair): number | null {
  if (simulated.ticks === undefined || real.ticks === undefined) return null;
  const ticks = Math.max(simulated.ticks.length, real.ticks.length);
  let moved = 0;
  let calls = 0;
  for (let tick = 0; tick < ticks; tick++) {
    for (const outcome of OUTCOMES) {
      const one = simulated.ticks[tick]?.calls[outcome] ?? 0;
      const other = real.ticks[tick]?.calls[outcome] ?? 0;
      moved += Math.abs(one - other);
      calls += one + other;
    }
  }
  return calls === 0 ? null : moved / calls;
}

/** The same of whole runs, of every link of a graph; null of the short form. */
function callsEndedOtherwise({ simulated, real }: Pair): number | null {
  let moved = 0;
  let calls = 0;
  for (const [from, ways] of Object.entries(simulated.links ?? {})) {
    for (const [to, one] of Object.entries(ways)) {
      const other = real.links![from]![to]!;
      for (const outcome of OUTCOMES) {
        moved += Math.abs(one.calls[outcome] - other.calls[outcome]);
        calls += one.calls[outcome] + other.calls[outcome];
      }
    }
  }
  return calls === 0 ? null : moved / calls;
}

/** The same for people, before anything is run. */
export const TOLERANCE_WORDS = TOLERANCES.map(({ what, words }) => ({ what, words }));
