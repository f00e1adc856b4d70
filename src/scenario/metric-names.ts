import { METRIC_UNITS } from '../model/metrics/table.ts';
import { groupOf } from './claim.ts';

export const METRIC_NAMES: readonly string[] = [...METRIC_UNITS.keys()];

/** The metrics of the group that is named, or the groups. */
export function metricsLike(metric: string): string {
  const inGroup = METRIC_NAMES.filter((path) => path.startsWith(`${groupOf(metric)}.`));
  if (metric.includes('.') && inGroup.length > 0) return `one of ${inGroup.join(', ')}`;
  return `a path in the totals, which hold ${[...new Set(METRIC_NAMES.map(groupOf))].join(', ')}`;
}
