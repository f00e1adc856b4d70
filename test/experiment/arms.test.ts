import { describe, expect, it } from 'vitest';
import { armAsWritten, armsOf } from '../../src/experiment/arms.ts';
import { rankingOf, sideBySide } from '../../src/experiment/ranking.ts';
import type { Result } from '../../src/experiment/result.ts';
import { verdictOf } from '../../src/experiment/verdict/overall.ts';
import { armOption, varyOption } from '../../src/scenario/overrides.ts';
import { load } from '../scenario/loading.ts';
import { compared } from './runs.ts';

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
    expect(verdictOf(same)[0]).toMatch(/^All 3 arms pay as many orders, [\d,]+ of [\d,]+\.$/);
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
