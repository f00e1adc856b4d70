import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ArmRun } from '../../src/experiment/arm-run.ts';
import { type ArmPlan, armsOf } from '../../src/experiment/arms.ts';
import { comparisonsOf } from '../../src/experiment/ranking.ts';
import type { Comparison } from '../../src/experiment/result.ts';
import { resultSchema } from '../../src/experiment/result-schema.ts';
import { OUTCOME, type Outcome } from '../../src/model/outcome.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { scenarioOf, type Written } from '../model/scenarios.ts';
import { expectLawful } from './laws.ts';
import { anyScenario } from './random-scenario.ts';
import { compared, run } from './runs.ts';

const changes = fc.record(
  {
    'paymentService.failureRate': fc.constantFrom(0, 0.2, 0.7),
    'paymentService.capacity': fc.integer({ min: 1, max: 30 }),
    'orderService.workers': fc.integer({ min: 1, max: 20 }),
    'orderService.instances': fc.integer({ min: 1, max: 3 }),
  },
  { requiredKeys: [] },
);

/** Scenarios with two to five arms: none the same as another, because each declines a share of its own. */
const withArms = fc
  .tuple(anyScenario, fc.array(fc.tuple(changes, fc.nat()), { minLength: 2, maxLength: 5 }))
  .map(([scenario, arms]): Written => {
    const policies = kindsIn(scenario);
    const blocks = arms.map(([set, pick], index) => {
      const gone = policies[pick % (policies.length + 1)];
      const own = { ...set, 'paymentService.declineRate': index / 100 };
      return [`arm ${'abcde'[index]}`, { set: own, without: gone === undefined ? [] : [gone] }];
    });
    return { ...scenario, arms: Object.fromEntries(blocks) };
  });

function kindsIn({ orderService }: Written): string[] {
  const { pipeline = [] } = (orderService ?? {}) as { pipeline?: readonly object[] };
  return [...new Set(pipeline.flatMap((entry) => Object.keys(entry)))].filter(
    (key) => key !== 'insteadOf',
  );
}

/** How every order ended in an arm that runs by itself. */
function outcomesOf(scenario: Scenario, plan: ArmPlan): Map<number, [Outcome, number]> {
  const outcomes = new Map<number, [Outcome, number]>();
  const arm = new ArmRun(
    scenario,
    plan,
    { ticks: false },
    {},
    {
      ended: (number, outcome, cents) => void outcomes.set(number, [outcome, cents]),
      settled: () => {},
    },
  );
  arm.advance(scenario.duration, Number.POSITIVE_INFINITY);
  return outcomes;
}

/** Order by order, from what the two arms did each by itself. */
function pairedByHand(
  baseline: Map<number, [Outcome, number]>,
  candidate: Map<number, [Outcome, number]>,
): Pick<Comparison, 'cost' | 'loss' | 'gain'> {
  const tally = () => ({ orders: 0, amountCents: 0 });
  const sums = { cost: tally(), loss: tally(), gain: tally() };
  const add = (name: keyof typeof sums, cents: number) => {
    sums[name].orders++;
    sums[name].amountCents += cents;
  };
  for (const [number, [was, cents]] of baseline) {
    const now = candidate.get(number)?.[0];
    if (now === undefined) continue;
    const { successful, deferred, blocked } = OUTCOME;
    if (was === successful && now !== successful && now !== deferred) add('loss', cents);
    if (was === successful && now === blocked) add('cost', cents);
    if (was !== successful && now === successful) add('gain', cents);
  }
  return sums;
}

describe('whatever the scenario and its arms', () => {
  it('orders, calls and money are conserved in each', () => {
    fc.assert(
      fc.property(withArms, (written) => {
        const scenario = scenarioOf(written);
        const result = compared(scenario);
        result.arms.forEach((arm, index) => {
          const own = { ...scenario, ...scenario.arms[index]!.settings };
          expectLawful({ ...result, arms: [arm] }, own);
        });
        expect(v.is(resultSchema, JSON.parse(JSON.stringify(result)))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('each is paired with the first, order by order', () => {
    fc.assert(
      fc.property(withArms, (written) => {
        const scenario = scenarioOf(written);
        const [baseline, ...others] = armsOf(scenario).map((plan) => outcomesOf(scenario, plan));
        const comparisons = comparisonsOf(compared(scenario));
        expect(comparisons.map(({ cost, loss, gain }) => ({ cost, loss, gain }))).toEqual(
          others.map((candidate) => pairedByHand(baseline!, candidate)),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('an arm is the same in any order and company', () => {
    fc.assert(
      fc.property(withArms, (written) => {
        const scenario = scenarioOf(written);
        const plans = armsOf(scenario);
        const forwards = run(scenario, plans).arms;
        const backwards = run(scenario, [...plans].reverse()).arms;
        expect([...backwards].reverse()).toEqual(forwards);
        expect(run(scenario, [plans[1]!]).arms).toEqual([forwards[1]]);
      }),
      { numRuns: 40 },
    );
  });
});
