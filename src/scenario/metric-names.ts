import {
  LINK_TICK_PATHS,
  LINK_UNITS,
  SERVICE_FLOW_PATHS,
  SERVICE_UNITS,
} from '../model/metrics/graph-metrics.ts';
import { graphPathOf } from '../model/metrics/paths.ts';
import { METRIC_UNITS, TICK_ROWS } from '../model/metrics/table.ts';
import { groupOf } from './claim.ts';

/** Every metric of the totals, by its path. */
export const METRIC_NAMES: readonly string[] = [...METRIC_UNITS.keys()];

/** The metrics of the group that is named, or the groups. */
export function metricsLike(metric: string): string {
  const inGraph = graphPathOf(metric);
  if (inGraph !== undefined) {
    const below = inGraph.services.length === 1 ? SERVICE_UNITS : LINK_UNITS;
    const start = inGraph.services.length === 1 ? 'services.NAME.' : 'links.FROM.TO.';
    return `${start} and one of ${[...below.keys()].join(', ')}`;
  }
  const inGroup = METRIC_NAMES.filter((path) => path.startsWith(`${groupOf(metric)}.`));
  if (metric.includes('.') && inGroup.length > 0) return `one of ${inGroup.join(', ')}`;
  return `a path in the totals, which hold ${[...new Set(METRIC_NAMES.map(groupOf))].join(', ')}`;
}

const COUNTED = TICK_ROWS.filter(({ fold }) => fold === 'flow').map(({ path }) => path);

/** What is counted as it happens, and so is known from any instant on, beside a metric: its paths. */
function countedBeside(metric: string): readonly string[] {
  const inGraph = graphPathOf(metric);
  if (inGraph === undefined) return COUNTED;
  const { services } = inGraph;
  return services.length === 1
    ? SERVICE_FLOW_PATHS.map((path) => `services.${services[0]}.${path}`)
    : LINK_TICK_PATHS.map((path) => `links.${services.join('.')}.${path}`);
}

/** Whether "after" can be said of it. */
export function isCounted(metric: string): boolean {
  return countedBeside(metric).includes(metric);
}

/** Of what it can be said beside this metric. */
export function countedLike(metric: string): string {
  return `one of ${countedBeside(metric).join(', ')}`;
}
