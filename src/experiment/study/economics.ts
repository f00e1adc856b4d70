import { type Budget, type Returns, returnsOf } from '../economics/returns.ts';
import type { MetricReading } from './reading.ts';

/** The metric whose differences these are. */
export const COST = 'economics.costPerIncidentCents';

/**
 * What an arm brings against the baseline, over the seeds. Return, payback and break-even are ratios in which
 * one thing alone is estimated, the mean saving of an incident: the budget is given, and known to the cent. So
 * they are told of the mean saving, never as a mean of ratios, which one seed without a saving would spoil; and
 * since each of them only falls or only rises with the saving, the ends of its interval, put through the same
 * formulas, are the ends of theirs, at the same level and exactly. That is Fieller's interval where the other
 * side of the ratio does not scatter; no delta method is needed, which would be symmetric and wrong near "never".
 */
export interface ReturnsReading {
  readonly mean: Returns;
  /** By the ends of the saving's interval, the lesser and the greater; null where fewer than two seeds tell. */
  readonly interval: { readonly worst: Returns; readonly best: Returns } | null;
  readonly horizonYears: number;
}

/** `difference`: of the cost of an incident, candidate less baseline. Undefined where no seed tells. */
export function readReturns(
  { mean, interval }: Pick<MetricReading, 'mean' | 'interval'>,
  budget: Budget,
): ReturnsReading | undefined {
  if (mean === null) return undefined;
  return {
    mean: returnsOf(budget, -mean),
    interval: interval && {
      worst: returnsOf(budget, -interval.high),
      best: returnsOf(budget, -interval.low),
    },
    horizonYears: budget.horizon,
  };
}
