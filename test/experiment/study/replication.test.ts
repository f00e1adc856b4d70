import { describe, expect, it } from 'vitest';
import { armsOf } from '../../../src/experiment/arms.ts';
import type { ArmResult, Tick } from '../../../src/experiment/result.ts';
import { prepare } from '../../../src/experiment/study/prepare.ts';
import { readStudy } from '../../../src/experiment/study/read-study.ts';
import { METRIC_ROWS } from '../../../src/model/metrics/table.ts';
import { valueAt } from '../../../src/report/value-at.ts';
import { setOption, varyOption } from '../../../src/scenario/overrides.ts';
import { run } from '../runs.ts';
import { shippedPlan, studied } from './studies.ts';

/** With trouble, a breaker that opens in some seeds, thresholds, and an arm besides. */
const overrides = [
  setOption('duration=1m'),
  setOption('thresholds=["as written: orders.paid / orders.arrived >= 80%"]'),
  varyOption('orderService.pipeline.breaker.open.duration=2s'),
];
const SEEDS = 6;

/** Every seed by itself, as `compare --seed` runs it. */
function singly(ticks: boolean) {
  const { scenario } = prepare(shippedPlan('error-burst', { overrides }), 0);
  return Array.from({ length: SEEDS }, (_, i) =>
    run({ ...scenario, seed: i + 1 }, armsOf(scenario), { ticks }),
  );
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe.each([[true], [false]])('a study is the runs that it is made of (ticks: %s)', (ticks) => {
  const runs = singly(ticks);
  const [cell] = readStudy(studied(shippedPlan('error-burst', { overrides, ticks }), SEEDS)).cells;
  const arms = cell!.arms;
  const of = (index: number): ArmResult[] => runs.map((result) => result.arms[index]!);

  it('every metric of every arm is the mean of theirs', () => {
    for (const [index, { metrics }] of arms.entries()) {
      for (const { path } of METRIC_ROWS) {
        const values = of(index).flatMap(({ totals }) => valueAt(totals, path) ?? []);
        // What is in money is left out where nobody names prices.
        expect([path, metrics[path]?.seeds ?? 0]).toEqual([path, values.length]);
        if (values.length > 0) expect(metrics[path]!.mean).toBeCloseTo(mean(values), 8);
      }
    }
  });

  it('differences are paired, seed by seed', () => {
    const paid = (index: number): number[] => of(index).map(({ totals }) => totals.orders.paid);
    const differences = paid(1).map((value, i) => value - paid(0)[i]!);
    const told = arms[1]!.differences!['orders.paid']!;
    expect(told.mean).toBeCloseTo(mean(differences), 10);
    expect(told.betterIn).toEqual({
      better: differences.filter((one) => one > 0).length,
      equal: differences.filter((one) => one === 0).length,
      worse: differences.filter((one) => one < 0).length,
    });
    expect(arms[0]!.differences).toBeNull();
  });

  it('what orders say of each other, thresholds and facts are counted', () => {
    const [comparison] = runs.map((result) => result.comparison!);
    expect(comparison).toBeDefined();
    expect(arms[1]!.metrics['against.gain.orders']!.mean).toBeCloseTo(
      mean(runs.map((result) => result.comparison!.gain.orders)),
      10,
    );
    const passed = runs.filter(({ thresholds }) => thresholds![0]!.verdict === 'passed').length;
    expect(cell!.thresholds[0]!.passes).toMatchObject({ yes: passed, of: SEEDS });
    const opened = of(1).filter(({ totals }) => totals.breaker!.opens > 0).length;
    expect(arms[1]!.facts.opens).toMatchObject({ yes: opened, of: SEEDS });
  });

  it('ticks are there where they are asked for, with the band of the seeds', () => {
    if (!ticks) {
      expect(arms.map((arm) => arm.ticks)).toEqual([[], []]);
      return;
    }
    const third = of(0).map((arm) => arm.ticks![2] as Tick);
    const told = arms[0]!.ticks[2]!;
    expect(told.startMs).toBe(third[0]!.startMs);
    const paid = third.map(({ orders }) => orders.paid).sort((a, b) => a - b);
    expect(told.columns['orders.paid']).toMatchObject({
      mean: mean(paid),
      p10: paid[0],
      median: paid[2],
      p90: paid[5],
    });
    expect(Object.values(told.states).reduce((sum, seeds) => sum + seeds, 0)).toBe(SEEDS);
  });
});
