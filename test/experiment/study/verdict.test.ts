import { expect, it } from 'vitest';
import { Counted } from '../../../src/experiment/study/counted.ts';
import { readDifference, readMetric, readShare } from '../../../src/experiment/study/reading.ts';
import { PairedSample, Sample } from '../../../src/experiment/study/sample.ts';
import type { ArmReading } from '../../../src/experiment/study/study.ts';
import { studyVerdict } from '../../../src/experiment/study/verdict.ts';

interface ArmCase {
  readonly name: string;
  readonly orders: readonly number[];
  readonly collapses?: number;
}

/** What is read off so many seeds; an order is worth 10. */
function arms(cases: readonly ArmCase[]): ArmReading[] {
  const [baseline] = cases;
  return cases.map(({ name, orders, collapses = 0 }, index) => {
    const own = (scale: number) => {
      const sample = new Sample();
      const pair = new PairedSample();
      for (const [seed, value] of orders.entries()) {
        sample.add(scale * value);
        pair.add(scale * value, scale * baseline!.orders[seed]!);
      }
      return {
        metric: readMetric(sample),
        difference: readDifference({ better: 'more' }, pair, 0.95),
      };
    };
    const [served, cents] = [own(1), own(1000)];
    const counted = new Counted();
    for (const [seed] of orders.entries()) counted.add(seed < collapses);
    return {
      name,
      metrics: { 'served.orders': served.metric, 'served.amountCents': cents.metric },
      differences:
        index === 0
          ? null
          : { 'served.orders': served.difference, 'served.amountCents': cents.difference },
      facts: { collapses: readShare(counted) },
      ticks: [],
    };
  });
}

const without = (orders: readonly number[], collapses = 0): ArmCase => ({
  name: 'without breaker',
  orders,
  collapses,
});
const withIt = (orders: readonly number[]): ArmCase => ({ name: 'with breaker', orders });

/** The half-widths by hand: t(0.975, 3) = 3.182 times the standard error, half of the standard deviation. */
it.each<[string, readonly ArmCase[], readonly string[]]>([
  [
    'a gain that all seeds show',
    [without([100, 110, 90, 100]), withIt([300, 312, 288, 300])],
    ['The breaker saves 200 ± 2.6 orders and 2,000 ± 26 in money (95 %), in 4 of 4 seeds.'],
  ],
  [
    'a loss',
    [without([300, 312, 288, 300]), withIt([100, 110, 90, 100])],
    ['The breaker loses 200 ± 2.6 orders and 2,000 ± 26 in money (95 %), in 4 of 4 seeds.'],
  ],
  [
    'chance',
    [without([100, 100, 100, 100]), withIt([130, 80, 110, 90])],
    [
      'No difference can be told with and without breaker: +3 ± 35 orders (95 %), more in 2 of 4 seeds and fewer in 2.',
    ],
  ],
  [
    'nothing at all',
    [without([100, 120]), withIt([100, 120])],
    ['The breaker makes no difference: as many orders are paid without it, in each of 2 seeds.'],
  ],
  [
    'one seed',
    [without([100]), withIt([120])],
    ['The breaker pays +20 orders; one seed cannot tell that from chance.'],
  ],
  [
    "arms of one's own, and a collapse",
    [
      { name: 'today', orders: [100, 110, 90, 100], collapses: 3 },
      { name: 'quicker', orders: [300, 312, 288, 300] },
      { name: 'slower', orders: [100, 110, 90, 100] },
    ],
    [
      '"quicker" saves 200 ± 2.6 orders and 2,000 ± 26 in money (95 % for all arms at once) against "today", in 4 of 4 seeds.',
      '"slower" pays as many orders as "today", in each of 4 seeds.',
      'Service collapses in 3 of 4 seeds with "today" (30 to 96 % of all), in 0 of 4 seeds with "quicker" (0 to 49 % of all), in 0 of 4 seeds with "slower" (0 to 49 % of all).',
    ],
  ],
])('%s', (_, cases, sentences) => {
  expect(studyVerdict(arms(cases))).toEqual(sentences);
});
