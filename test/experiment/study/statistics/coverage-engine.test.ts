import { beforeAll, describe, expect, it } from 'vitest';
import { cannotTell, meanInterval } from '../../../../src/experiment/study/statistics/interval.ts';
import { shareInterval } from '../../../../src/experiment/study/statistics/wilson.ts';
import { ARM } from '../../../../src/scenario/arm-names.ts';
import { scenarioOf } from '../../../model/scenarios.ts';
import { retried } from '../../queueing-theory.ts';
import { asWritten, run } from '../../runs.ts';
import { expectCovers, holds, STUDIES } from './coverage.ts';
import { momentsOf } from './samples.ts';

const SEEDS = 20;
const ORDERS = 30;
const P = 0.3;
/** Where the baseline pays fewer than this, a replication is a bad one. */
const GOOD = 21;

/**
 * Orders of a service that fails three calls in ten, without a retry and with one. An order takes some milliseconds
 * and meets no other, so a tick of thirty orders is a replication of its own: the n-th of each seed is the
 * n-th study's.
 */
const SCENARIO = scenarioOf({
  duration: `${STUDIES * ORDERS}s`,
  tick: `${ORDERS}s`,
  traffic: { arrivals: 'evenly-spaced', startRate: 1 },
  paymentService: { latency: '1ms', failureRate: P },
  orderService: {
    pipeline: [{ retry: { calls: 2, backoff: { kind: 'fixed', delay: '1ms' } } }],
  },
});

/** Orders paid in a replication, by the arms. */
type Paid = readonly [once: number, retried: number];

/** By seed, then by study. */
let replications: readonly (readonly Paid[])[];

beforeAll(() => {
  const plans = [{ name: ARM.without, pipeline: [] }, asWritten(SCENARIO)];
  replications = Array.from({ length: SEEDS }, (_, i) => {
    const [once, twice] = run({ ...SCENARIO, seed: 1_001 + i }, plans).arms;
    return once!.ticks!.map(({ orders }, tick) => [orders.paid, twice!.ticks![tick]!.orders.paid]);
  });
}, 60_000);

const studyOf = (study: number): readonly Paid[] => replications.map((seed) => seed[study]!);

function percentOf(isTrue: (study: readonly Paid[]) => boolean): number {
  const studies = Array.from({ length: STUDIES }, (_, i) => studyOf(i));
  return (100 * studies.filter(isTrue).length) / STUDIES;
}

describe('of 2,000 studies of thirty orders by the engine, 95 % hold the truth', () => {
  it.each([0, 1])('in the interval of the orders paid, %i retries', (retries) => {
    const truth = ORDERS * retried(retries, P).success;
    const percent = percentOf((study) =>
      holds(meanInterval(momentsOf(study.map((arms) => arms[retries]!))), truth),
    );
    expectCovers(percent);
  });

  it('in the interval of what a retry saves, which they never fail to tell', () => {
    const truth = ORDERS * (retried(1, P).success - retried(0, P).success);
    const saved = (study: readonly Paid[]) =>
      meanInterval(momentsOf(study.map(([once, twice]) => twice - once)));
    expectCovers(percentOf((study) => holds(saved(study), truth)));
    expect(percentOf((study) => cannotTell(saved(study)))).toBe(0);
  });

  it('in the interval of the share of seeds that go badly', () => {
    const truth = binomialBelow(GOOD);
    const percent = percentOf((study) => {
      const bad = study.filter(([once]) => once < GOOD).length;
      return holds(shareInterval(bad, SEEDS), truth);
    });
    expectCovers(percent);
  });
});

/** The probability that fewer than `paid` of the orders are paid at the first call. */
function binomialBelow(paid: number): number {
  let term = P ** ORDERS;
  let sum = 0;
  for (let i = 0; i < paid; i++) {
    sum += term;
    term *= ((ORDERS - i) / (i + 1)) * ((1 - P) / P);
  }
  return sum;
}
