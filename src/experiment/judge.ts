import type { Threshold } from '../scenario/schema.ts';
import type { ArmResult, ThresholdResult, Totals } from './result.ts';

/** Judges every threshold on the arms that were run. */
export function judge(
  thresholds: readonly Threshold[],
  arms: readonly ArmResult[],
): ThresholdResult[] {
  return thresholds.map((threshold) => {
    const { text, arm, unit } = threshold;
    const totals = arms.find(({ name }) => name === arm)?.totals;
    if (totals === undefined) return { text, arm, unit, verdict: 'not judged', observed: null };
    const observed = observe(threshold, totals);
    const passed = observed !== null && holds(observed, threshold);
    return { text, arm, unit, verdict: passed ? 'passed' : 'failed', observed };
  });
}

/** Null where there is nothing to observe: a metric of what never happened, or a division by nothing. */
function observe({ metric, per }: Threshold, totals: Totals): number | null {
  const value = metricOf(totals, metric);
  if (value === null || per === undefined) return value;
  const divisor = metricOf(totals, per);
  return divisor === null || divisor === 0 ? null : value / divisor;
}

function metricOf(totals: Totals, path: string): number | null {
  let value: unknown = totals;
  for (const key of path.split('.')) {
    if (value === null) return null;
    value = (value as Record<string, unknown>)[key];
  }
  return value as number | null;
}

function holds(observed: number, { comparison, bound }: Threshold): boolean {
  switch (comparison) {
    case '>=':
      return observed >= bound;
    case '>':
      return observed > bound;
    case '<=':
      return observed <= bound;
    case '<':
      return observed < bound;
    case '==':
      return observed === bound;
  }
}
