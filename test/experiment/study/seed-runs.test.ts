import { describe, expect, it } from 'vitest';
import { readStudy } from '../../../src/experiment/study/read-study.ts';
import {
  claimsThatHoldOver,
  differenceOf,
  meanOf,
  type SeedRuns,
} from '../../../src/experiment/study/seed-runs.ts';
import { runOnSeeds } from '../../../src/report/lesson/step-run.ts';
import type { Claim, Quantity } from '../../../src/scenario/claim.ts';
import { parseClaim, parseQuantity } from '../../../src/scenario/claim-parser.ts';
import { toEnd } from '../runs.ts';
import { shippedPlan, studied } from './studies.ts';

const SEEDS = 12;
const ARMS = ['without breaker', 'with breaker'];

const state = studied(shippedPlan('classic'), SEEDS);
const [cell] = readStudy(state).cells;
const finding = toEnd(runOnSeeds(state.prepared[0]!.scenario, { from: 1, count: SEEDS }));
const runs = (finding as { readonly study: SeedRuns }).study;

const quantity = (text: string): Quantity => parseQuantity(text, ARMS) as Quantity;
const holds = (text: string): boolean =>
  claimsThatHoldOver([parseClaim(text, ARMS) as Claim], runs)[0]!;

describe('the runs of a small study', () => {
  it.each(['orders.paid', 'calls.failed', 'latencyMs.p95', 'recovery.afterMs'])(
    'tell %s as a study does',
    (metric) => {
      const [without, withBreaker] = cell!.arms;
      expect(meanOf(runs, quantity(metric), ARMS[0]!)).toEqual(without!.metrics[metric]);
      expect(meanOf(runs, quantity(`with breaker: ${metric}`), '')).toEqual(
        withBreaker!.metrics[metric],
      );
      expect(differenceOf(runs, quantity(metric), ARMS[1]!)).toEqual(
        withBreaker!.differences![metric],
      );
    },
  );

  it('tell one metric by another, run by run', () => {
    const shares = runs.runs.map((arms) => {
      const { paid, arrived } = arms[1]!.totals.orders;
      return paid / arrived;
    });
    const mean = shares.reduce((sum, share) => sum + share, 0) / SEEDS;
    expect(meanOf(runs, quantity('orders.paid / orders.arrived'), ARMS[1]!).mean).toBeCloseTo(mean);
  });

  it('hold a claim by their means, or by what can be told from chance', () => {
    const { verdict, mean } = cell!.arms[1]!.differences!['orders.paid']!;
    expect(verdict).toBe('worse');
    expect(mean).toBeLessThan(0);
    expect(holds('with breaker: orders.paid worse')).toBe(true);
    expect(holds('with breaker: orders.paid better')).toBe(false);
    expect(holds('with breaker: orders.paid ~')).toBe(false);
    expect(holds('with breaker: orders.paid < without breaker: orders.paid')).toBe(true);
    expect(holds('with breaker: orders.paid >= 30')).toBe(false);
    expect(holds('with breaker: calls.failed better')).toBe(true);
  });
});
