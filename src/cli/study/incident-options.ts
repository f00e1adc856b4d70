import { durationText } from '../../kernel/quantity-text.ts';
import { SHORTEST_RUN_MS } from '../../scenario/chaos/window.ts';
import type { Override } from '../../scenario/overrides.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { UsageError } from '../usage-error.ts';

/** For `command.option`. */
export const KINDS_OPTION = [
  '--kinds <names>',
  'which kinds of trouble, such as brown-out,flapping; left out, all',
] as const;

/** It has the last word over the scenario's `chaos` block. */
export function kindsOverrides({ kinds }: { readonly kinds?: string }): Override[] {
  if (kinds === undefined) return [];
  return [{ assignment: `chaos.kinds=[${kinds}]`, option: `--kinds ${kinds}` }];
}

/** Throws UsageError where no incident can be drawn for a scenario. */
export function refuseWithoutIncidents({ name, duration, services }: Scenario): void {
  if (services !== undefined) {
    throw new UsageError(
      `${name} is a graph of services: incidents are drawn for a scenario with a paymentService`,
    );
  }
  if (duration >= SHORTEST_RUN_MS) return;
  const [found, least] = [duration, SHORTEST_RUN_MS].map(durationText);
  throw new UsageError(`a run of ${found} is too short for incidents: they need ${least}`);
}
