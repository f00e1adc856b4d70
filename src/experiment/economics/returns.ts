import type { Economics } from '../../scenario/economics.ts';

/** What a remedy brings, against the arm without it. */
export interface Returns {
  /** What an incident costs less with it: below 0 where it costs more. */
  readonly savingPerIncidentCents: number;
  /** Incidents a year from which it pays within the horizon; null: no number is enough. */
  readonly breakEvenIncidentsPerYear: number | null;
  /** Null where incidents are given by kind: this one stands for none of them. */
  readonly perYear: ReturnsPerYear | null;
}

export interface ReturnsPerYear {
  readonly savingCents: number;
  /** What every unit of money that it costs within the horizon brings beyond itself: 2 is 200 %. Null: it costs nothing. */
  readonly returnOnInvestment: number | null;
  /** Until what it saves has paid for it; null: never. */
  readonly paybackYears: number | null;
}

/** What a remedy costs, and how many incidents there are. */
export type Budget = Pick<Economics, 'incidentsPerYear' | 'build' | 'running' | 'horizon'>;

/**
 * With s the saving per incident, n incidents a year, b to build, r a year to run and h years of horizon:
 * saving a year n s; return on investment (n s h - (b + r h)) / (b + r h); payback b / (n s - r) years;
 * break-even (b / h + r) / s incidents a year. Nothing is discounted, and no year differs from another.
 */
export function returnsOf(budget: Budget, savingPerIncidentCents: number): Returns {
  const { incidentsPerYear } = budget;
  return {
    savingPerIncidentCents,
    breakEvenIncidentsPerYear: timesToReach(priceOfYear(budget), savingPerIncidentCents),
    perYear:
      typeof incidentsPerYear === 'number'
        ? returnsOfYear(budget, incidentsPerYear * savingPerIncidentCents)
        : null,
  };
}

/** The same of what is saved in a year, however many incidents of whatever kind there are. */
export function returnsOfYear(
  budget: Omit<Budget, 'incidentsPerYear'>,
  savingCents: number,
): ReturnsPerYear {
  const costPerYear = priceOfYear(budget);
  return {
    savingCents: Math.round(savingCents),
    returnOnInvestment: costPerYear === 0 ? null : savingCents / costPerYear - 1,
    paybackYears: timesToReach(100 * budget.build, savingCents - 100 * budget.running),
  };
}

function priceOfYear({ build, running, horizon }: Omit<Budget, 'incidentsPerYear'>): number {
  return (100 * build) / horizon + 100 * running;
}

/** How many times `step` makes `goal`; null where it never does. Nothing is reached in no time, but not by going back. */
function timesToReach(goal: number, step: number): number | null {
  if (step < 0) return null;
  if (goal === 0) return 0;
  return step === 0 ? null : goal / step;
}
