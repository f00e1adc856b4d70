import { standardExponential } from '../../kernel/distribution/standard-exponential.ts';
import type { RandomStream } from '../../kernel/random-stream.ts';
import { byDefault } from '../../kernel/variant.ts';
import type { Luck } from '../luck.ts';
import { drawnAmounts } from './amounts.ts';
import { type Arrivals, openLoop, type Rated, ratedEntries } from './open-loop.ts';
import { RateCurve } from './rate-curve.ts';
import { trafficKind } from './traffic-kind.ts';

/** Luck does not depend on time, and draws in a row cost half as much as draws one by one. */
const DRAWN_AHEAD = 64;

/** A Poisson process of unit rate, its instants carried over by the inverse of the expected count. */
class Poisson implements Arrivals {
  readonly amountCentsOf: (number: number) => number;
  private readonly curve: RateCurve;
  private readonly stream: RandomStream;
  private readonly instants = new Float64Array(DRAWN_AHEAD);
  private expected = 0;

  constructor(traffic: Rated, luck: Luck) {
    this.amountCentsOf = drawnAmounts(traffic.amount, luck);
    this.curve = new RateCurve(traffic);
    this.stream = luck.arrivals;
  }

  instantOf(number: number): number {
    const place = number % DRAWN_AHEAD;
    if (place === 0) this.drawAhead(number);
    return this.instants[place]!;
  }

  private drawAhead(number: number): void {
    const { instants, curve, stream } = this;
    for (let i = 0; i < DRAWN_AHEAD; i++) instants[i] = standardExponential(stream.at(number + i));
    for (let i = 0; i < DRAWN_AHEAD; i++) {
      this.expected += instants[i]!;
      instants[i] = curve.instantOf(this.expected);
    }
  }
}

export const poisson = byDefault(
  trafficKind({
    kind: 'poisson',
    summary: 'at random, independent of each other, at a rate that may change',
    entries: ratedEntries,
    create: (traffic) => (run, place) => openLoop(run, new Poisson(traffic, run.luck), place),
  }),
  'arrivals',
);
