import { drawnAmounts } from './amounts.ts';
import { openLoop, ratedEntries } from './open-loop.ts';
import { RateCurve } from './rate-curve.ts';
import { trafficKind } from './traffic-kind.ts';

/** A Poisson process of unit rate, its instants carried over by the inverse of the expected count. */
export const poisson = trafficKind({
  kind: 'poisson',
  summary: 'at random, independent of each other, at a rate that may change',
  entries: ratedEntries,
  create: (traffic) => (run, place) => {
    const curve = new RateCurve(traffic);
    const amountCentsOf = drawnAmounts(traffic.amount, run.luck);
    let expected = 0;
    const instantOf = (number: number): number => {
      expected -= Math.log(1 - run.luck.arrivals.at(number).next());
      return curve.instantOf(expected);
    };
    return openLoop(run, { instantOf, amountCentsOf }, place);
  },
});
