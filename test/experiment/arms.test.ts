import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ArmRun } from '../../src/experiment/arm-run.ts';
import { type ArmPlan, armAsWritten, armsOf } from '../../src/experiment/arms.ts';
import { comparisonsOf, rankingOf, sideBySide } from '../../src/experiment/ranking.ts';
import type { Comparison, Result } from '../../src/experiment/result.ts';
import { resultSchema } from '../../src/experiment/result-schema.ts';
import { verdictOf } from '../../src/experiment/verdict/overall.ts';
import { OUTCOME, type Outcome } from '../../src/model/outcome.ts';
import { armOption, varyOption } from '../../src/scenario/overrides.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { scenarioOf, type Written } from '../model/scenarios.ts';
import { load } from '../scenario/loading.ts';
import { expectLawful } from './laws.ts';
import { anyScenario } from './random-scenario.ts';
import { compared, run } from './runs.ts';

const SHOP = `seed: 7
duration: 1m
traffic: { arrivals: poisson, startRate: 40/s, amount: 10 }
paymentService:
  capacity: 20
  latency: { distribution: exponential, mean: 300ms }
  script: [{ at: 20s, for: 10s, failureRate: 70%, latency: x4 }]
orderService:
  pipeline:
    - retry: { calls: 3, backoff: { kind: fixed, delay: 100ms } }
    - breaker:
        trip: { kind: failure-rate, window: { calls: 20 }, minimumCalls: 10, rate: 50% }
        open: { kind: fixed, duration: 5s }
    - timeout: 1s
`;
const OPEN = 'orderService.pipeline.breaker.open.duration';

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

describe('equal arms', () => {
  const scenario = load(SHOP, [varyOption(`${OPEN}=5s,5000ms,1s`)]);
  const result = compared(scenario);

  it('tie, order by order', () => {
    const none = { orders: 0, amountCents: 0 };
    for (const comparison of result.comparisons!.slice(0, 2)) {
      expect(comparison).toMatchObject({ winner: null, cost: none, loss: none, gain: none });
    }
  });

  it('share a place in the ranking', () => {
    const ranks = rankingOf(result).map(({ rank, arm }) => [rank, arm.name]);
    const [best] = ranks.filter(([, name]) => name === 'open.duration=1s');
    expect(ranks.filter(([rank]) => rank !== best![0]).map(([rank]) => rank)).toEqual(
      best![0] === 1 ? [2, 2, 2] : [1, 1, 1],
    );
  });

  it('and where all are, the verdict says so', () => {
    const same = compared(load(SHOP, [varyOption(`${OPEN}=5s,5000ms`)]));
    expect(verdictOf(same)[0]).toMatch(/^All 3 arms pay the same: [\d,]+ of [\d,]+ orders\.$/);
  });
});

describe('the result', () => {
  const none = armOption('none: without breaker');
  const paid = (result: Result, name: string) =>
    result.arms.find((arm) => arm.name === name)!.totals.orders.paid;

  it('of two arms holds one comparison, whoever named them', () => {
    const { comparison, comparisons } = compared(load(SHOP, [none]));
    expect(comparison).toMatchObject({ baseline: 'as written', candidate: 'none' });
    expect(comparisons).toBeUndefined();
  });

  it('of more a comparison each with the first', () => {
    const result = compared(load(SHOP, [none, armOption(`quick: ${OPEN}=1s`)]));
    expect(result.comparison).toBeUndefined();
    expect(
      result.comparisons!.map(({ baseline, candidate, difference }) => [
        baseline,
        candidate,
        difference.paidOrders,
      ]),
    ).toEqual(
      ['none', 'quick'].map((name) => [
        'as written',
        name,
        paid(result, name) - paid(result, 'as written'),
      ]),
    );
  });

  it('tells what sets each arm apart', () => {
    const { arms } = compared(load(SHOP, [armOption(`x: without retry, ${OPEN}=1s`)]));
    expect(arms.map(({ changes }) => changes)).toEqual([[], ['without retry', `${OPEN}=1s`]]);
  });

  it('calls named arms by their names, never "it"', () => {
    const [, , quick] = armsOf(load(SHOP, [none, armOption(`quick: ${OPEN}=1s`)]));
    expect(quick!.name).toBe('quick');
    const { comparisons } = compared(load(SHOP, [none, armOption(`quick: ${OPEN}=1s`)]));
    for (const { verdict, candidate } of comparisons!) {
      expect(verdict[0]).toContain(`"${candidate}"`);
      expect(verdict.join(' ')).not.toMatch(/with it|without[,;:. ]|Its price/);
    }
  });

  it('judges an arm by the troubles of its own script', () => {
    const script = 'late: paymentService.script=[{ at: 40s, for: 5s, outage: hang }]';
    const { arms, comparison } = compared(load(SHOP, [armOption(script)]));
    expect(arms.map(({ incidents }) => incidents![0]!.fromMs)).toEqual([20_000, 40_000]);
    expect(comparison!.verdict.join(' ')).not.toContain('Trouble from');
  });
});

describe('many arms', () => {
  const scenario = load(SHOP.replace('1m', '40s'), [varyOption(`${OPEN}=1s..20s/9log`)]);
  const result = compared(scenario);

  it('are all ranked, and the baseline with the five best stand side by side', () => {
    const ranked = rankingOf(result).map(({ arm }) => arm.name);
    expect([...ranked].sort()).toEqual(result.arms.map(({ name }) => name).sort());
    const shown = sideBySide(result);
    const best = ranked.filter((name) => name !== 'as written').slice(0, 5);
    expect(shown.arms.map(({ name }) => name).sort()).toEqual(['as written', ...best].sort());
    expect(shown.comparisons!.map(({ candidate }) => candidate)).toEqual(
      shown.arms.slice(1).map(({ name }) => name),
    );
  });

  it('no more than six are told one by one', () => {
    expect(verdictOf(result)).toHaveLength(1 + 5 + 1);
    expect(verdictOf(result).at(-1)).toBe('4 more arms stand in the ranking.');
  });
});

describe('the scenario as written', () => {
  it.each([
    ['the last of the arms that need no naming', SHOP, 'with breaker'],
    [
      'the arm that changes nothing',
      `${SHOP}arms: { none: { without: [breaker] }, today: {} }`,
      'today',
    ],
    ['itself, where no arm is', `${SHOP}arms: { none: { without: [breaker] } }`, 'as written'],
  ])('is %s', (_, text, name) => {
    const scenario = load(text);
    const plan = armAsWritten(scenario);
    expect(plan.name).toBe(name);
    expect(plan.pipeline).toEqual(scenario.orderService.pipeline);
  });
});
