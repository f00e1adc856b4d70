import type { Written } from '../scenarios.ts';
import { withOrdersAt } from '../scenarios.ts';
import { follow } from '../timeline.ts';

/** What happens to orders at these instants in a graph, call by call, with the service of each call. */
export function timelineOf(
  instants: readonly number[],
  services: Written,
  duration = '20s',
  more: Written = {},
): string {
  return follow(withOrdersAt(instants, { duration, services, ...more })).timeline;
}

/** A service that always fails, after 100 ms unless it is said. */
export const failing = (latency = '100ms'): Written => ({ latency, failureRate: 1 });
