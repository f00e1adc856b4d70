import { describe, expect, it } from 'vitest';
import { shippedNames } from '../../../../src/cli/shipped.ts';
import { ONLY_CELL, planOf, type StudyPlan } from '../../../../src/experiment/study/plan.ts';
import { prepare } from '../../../../src/experiment/study/prepare.ts';
import { designs } from '../../../../src/experiment/study/tune/candidates.ts';
import { fieldOf } from '../../../../src/experiment/study/tune/field.ts';
import { sensibleRanges } from '../../../../src/experiment/study/tune/ranges.ts';
import { withoutBlocks } from '../../../../src/scenario/bare.ts';
import { shippedPlan } from '../studies.ts';

const SHOP = `duration: 1m
traffic: { arrivals: poisson, startRate: 3/s }
paymentService: { latency: 200ms }
orderService:
  pipeline:
    - breaker: { trip: { kind: failure-rate, window: { calls: 100 }, minimumCalls: 50 } }
thresholds:
  - "with breaker: orders.paid >= 1"
`;

function planFor(text: string): StudyPlan {
  return planOf({
    command: [],
    source: { name: 'shop.yaml', text },
    files: {},
    overrides: [],
    arms: ['with breaker'],
    cells: ONLY_CELL,
    ticks: false,
  });
}

const breaker = 'orderService.pipeline.breaker';
const WINDOW = { path: `${breaker}.trip.window.calls`, values: ['20', '100', '500'] };
const MINIMUM = { path: `${breaker}.trip.minimumCalls`, values: ['10', '50', '200'] };

describe('who races', () => {
  it('all points that make sense, but for today’s', () => {
    const { designs: found, today, grid } = fieldOf(planFor(SHOP), [WINDOW, MINIMUM], 9);
    expect(today).toEqual(['100', '50']);
    expect(grid).toBe(9);
    const told = found.map(([window, minimum]) => [
      WINDOW.values[window!],
      MINIMUM.values[minimum!],
    ]);
    // No minimum beyond its window, and not 50 of 100.
    expect(told).toEqual([
      ['20', '10'],
      ['100', '10'],
      ['500', '10'],
      ['500', '50'],
      ['500', '200'],
    ]);
  });

  it('knows of any other point whether it can be run', () => {
    const { isSound } = fieldOf(planFor(SHOP), [WINDOW, MINIMUM], 9);
    expect(
      [
        [2, 2],
        [0, 1],
        [1, 1],
      ].map(isSound),
    ).toEqual([true, false, false]);
  });

  it('refuses a value that is unsound whatever stands beside it', () => {
    const wrong = { ...MINIMUM, values: ['10', 'many'] };
    expect(() => fieldOf(planFor(SHOP), [WINDOW, wrong], 9)).toThrow('many');
    const nowhere = { path: 'orderService.pipeline.breaker.opens', values: ['1'] };
    expect(() => fieldOf(planFor(SHOP), [nowhere], 9)).toThrow('did you mean "open"?');
  });

  it('takes a setting that is not set today', () => {
    const jitter = { path: `${breaker}.open.duration`, values: ['10s', '20s'] };
    const time = { path: `${breaker}.trip.window.time`, values: ['5s'] };
    expect(fieldOf(planFor(SHOP), [jitter], 9).today).toEqual(['10s']);
    expect(fieldOf(planFor(SHOP), [jitter], 9).designs).toEqual([[1]]);
    expect(() => fieldOf(planFor(SHOP), [time], 9)).toThrow();
  });
});

describe('the ranges that are tried where nobody says which', () => {
  it.each(shippedNames())('of %s make sense in every combination that is tried', (name) => {
    const shipped = shippedPlan(name);
    const bare = withoutBlocks(shipped.source.text, ['thresholds', 'arms', 'tune']);
    const plan = { ...shipped, arms: 'all', source: { name, text: bare } } as const;
    const { scenario } = prepare(plan, 0);
    const ranges = sensibleRanges(scenario);
    if (ranges.length === 0) {
      expect(scenario.orderService.pipeline.map(({ policy }) => policy)).not.toContain('retry');
      return;
    }
    const wanted = designs(
      ranges.map(({ values }) => values.length),
      24,
    );
    const { designs: found } = fieldOf(plan, ranges, 24);
    expect(found.length).toBeGreaterThanOrEqual(wanted.length - 1);
  });
});
