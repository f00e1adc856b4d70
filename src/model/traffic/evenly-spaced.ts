import { drawnAmounts } from './amounts.ts';
import { openLoop, ratedEntries } from './open-loop.ts';
import { RateCurve } from './rate-curve.ts';
import { trafficKind } from './traffic-kind.ts';

export const evenlySpaced = trafficKind({
  kind: 'evenly-spaced',
  summary: 'like clockwork, at a rate that may change',
  entries: ratedEntries,
  create: (traffic) => (run, place) => {
    const curve = new RateCurve(traffic);
    const amountCentsOf = drawnAmounts(traffic.amount, run.luck);
    return openLoop(run, { instantOf: (number) => curve.instantOf(number), amountCentsOf }, place);
  },
});
