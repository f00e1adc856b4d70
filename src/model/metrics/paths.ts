import { LINK_UNITS, SERVICE_UNITS } from './graph-metrics.ts';
import type { Unit } from './metric.ts';
import { METRIC_UNITS } from './table.ts';

/** The path of a metric of one service of a graph, or of the calls from one to another. */
export interface GraphPath {
  /** The services that it names. */
  readonly services: readonly string[];
  readonly unit: Unit | undefined;
}

/** `services.stripe.utilisation`, `links.checkout.stripe.calls.failed`; undefined of any other path. */
export function graphPathOf(path: string): GraphPath | undefined {
  const [group, first = '', ...rest] = path.split('.');
  if (group === 'services') {
    return { services: [first], unit: SERVICE_UNITS.get(rest.join('.')) };
  }
  if (group !== 'links') return undefined;
  const [second = '', ...below] = rest;
  return { services: [first, second], unit: LINK_UNITS.get(below.join('.')) };
}

/** What a metric is measured in; undefined where there is no such metric. */
export function unitOfPath(path: string): Unit | undefined {
  return METRIC_UNITS.get(path) ?? graphPathOf(path)?.unit;
}
