import type { NamedDistribution } from '../../kernel/distribution/index.ts';
import type { Luck } from '../luck.ts';
import { RateCurve } from './rate-curve.ts';
import type { OpenLoopTraffic, RecordedOrders, Traffic } from './traffic-settings.ts';

/** The orders of an open loop, one after the other: they come whatever the service does. */
export interface Arrivals {
  /** The instant of order `number` in ms; Infinity when there is none. Numbers are asked for in turn. */
  instantOf(number: number): number;
  amountCentsOf(number: number): number;
}

export type OpenTraffic = Exclude<Traffic, { arrivals: 'closed' }>;

export function createArrivals(traffic: OpenTraffic, luck: Luck): Arrivals {
  switch (traffic.arrivals) {
    case 'poisson':
      return poisson(traffic, luck);
    case 'evenly-spaced':
      return evenlySpaced(traffic, luck);
    case 'trace':
      return recorded(traffic.recorded, traffic.amount, luck);
  }
}

/** Amounts by order number, so that arms agree on them. */
export function drawnAmounts(amount: NamedDistribution, luck: Luck): (number: number) => number {
  return (number) => Math.round(amount.sample(luck.amounts.at(number)) * 100);
}

/** A Poisson process of unit rate, its instants carried over by the inverse of the expected count. */
function poisson(traffic: OpenLoopTraffic, luck: Luck): Arrivals {
  const curve = new RateCurve(traffic);
  let expected = 0;
  return {
    instantOf: (number) => {
      expected -= Math.log(1 - luck.arrivals.at(number).next());
      return curve.instantOf(expected);
    },
    amountCentsOf: drawnAmounts(traffic.amount, luck),
  };
}

function evenlySpaced(traffic: OpenLoopTraffic, luck: Luck): Arrivals {
  const curve = new RateCurve(traffic);
  return {
    instantOf: (number) => curve.instantOf(number),
    amountCentsOf: drawnAmounts(traffic.amount, luck),
  };
}

function recorded(
  { instantsMs, amountCents }: RecordedOrders,
  amount: NamedDistribution | string,
  luck: Luck,
): Arrivals {
  return {
    instantOf: (number) => instantsMs[number] ?? Number.POSITIVE_INFINITY,
    amountCentsOf:
      amountCents === null && typeof amount !== 'string'
        ? drawnAmounts(amount, luck)
        : (number) => amountCents![number]!,
  };
}
