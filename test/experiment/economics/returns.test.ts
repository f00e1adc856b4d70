import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Budget, returnsOf } from '../../../src/experiment/economics/returns.ts';

const BUDGET: Budget = { incidentsPerYear: 12, build: 50_000, running: 5_000, horizon: 3 };

describe('what a remedy returns', () => {
  // Worked by hand: 10,000.00 saved by each of 12 incidents are 120,000 a year and 360,000 in three years;
  // the remedy costs 50,000 + 3 * 5,000 = 65,000 in three years.
  it('is what it saves against what it costs', () => {
    const { breakEvenIncidentsPerYear, perYear } = returnsOf(BUDGET, 1_000_000);
    expect(perYear!.savingCents).toBe(12_000_000);
    expect(perYear!.returnOnInvestment).toBeCloseTo((360_000 - 65_000) / 65_000, 12);
    expect(perYear!.paybackYears).toBeCloseTo(50_000 / 115_000, 12);
    expect(breakEvenIncidentsPerYear).toBeCloseTo(65_000 / 30_000, 12);
  });

  // what | budget | saved by an incident | return | payback | break-even
  it.each<[string, Partial<Budget>, number, number | null, number | null, number | null]>([
    ['nothing saved', {}, 0, -1, null, null],
    ['more lost with it', {}, -100, (-12 * 3 * 1) / 65_000 - 1, null, null],
    ['saved no more than it takes to run', {}, 500_000 / 12, 15_000 / 65_000 - 1, null, 52],
    ['free', { build: 0, running: 0 }, 100, null, 0, 0],
    ['free, and worth as much', { build: 0, running: 0 }, 0, null, 0, 0],
    ['free, and worse', { build: 0, running: 0 }, -100, null, null, null],
    ['nothing to build', { build: 0 }, 500_000, 11, 0, 1],
    ['nothing to run', { running: 0, build: 60_000 }, 500_000, 2, 1, 4],
    ['no incidents', { incidentsPerYear: 0 }, 1_000_000, -1, null, 65_000 / 30_000],
    ['one in two years', { incidentsPerYear: 0.5, running: 0 }, 10_000_000, 2, 1, 1 / 6],
  ])('%s', (_, budget, saving, roi, payback, breakEven) => {
    const { breakEvenIncidentsPerYear, perYear } = returnsOf({ ...BUDGET, ...budget }, saving);
    expectNear(perYear!.returnOnInvestment, roi);
    expectNear(perYear!.paybackYears, payback);
    expectNear(breakEvenIncidentsPerYear, breakEven);
  });

  it('knows no year where incidents are given by kind, and the break-even all the same', () => {
    const budget = { ...BUDGET, incidentsPerYear: { 'hard-down': 2 } } as Budget;
    const { breakEvenIncidentsPerYear, perYear } = returnsOf(budget, 1_000_000);
    expect(perYear).toBeNull();
    expect(breakEvenIncidentsPerYear).toBeCloseTo(65_000 / 30_000, 12);
  });

  it('is 0, paid back at the horizon, at the break-even number of incidents', () => {
    const budget = fc.record({
      build: fc.integer({ min: 1, max: 1e6 }),
      running: fc.integer({ min: 0, max: 1e6 }),
      horizon: fc.double({ min: 0.1, max: 50, noNaN: true }),
    });
    fc.assert(
      fc.property(budget, fc.integer({ min: 1, max: 1e9 }), (some, saving) => {
        const of = (incidentsPerYear: number) => returnsOf({ ...some, incidentsPerYear }, saving);
        const { perYear } = of(of(0).breakEvenIncidentsPerYear!);
        expect(perYear!.returnOnInvestment).toBeCloseTo(0, 9);
        expect(perYear!.paybackYears! / some.horizon).toBeCloseTo(1, 6);
      }),
    );
  });
});

function expectNear(found: number | null, expected: number | null): void {
  if (expected === null) expect(found).toBeNull();
  else expect(found).toBeCloseTo(expected, 9);
}
