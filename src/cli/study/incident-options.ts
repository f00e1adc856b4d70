import { durationText } from '../../kernel/quantity-text.ts';
import { chaosPlan } from '../../scenario/chaos/plan.ts';
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
export function refuseWithoutIncidents(scenario: Scenario): void {
  const { name, duration } = scenario;
  if (duration >= SHORTEST_RUN_MS) {
    if (chaosPlan(scenario).kinds.length > 0) return;
    throw new UsageError(
      `${name} has nothing in every arm that these kinds of trouble could strike: ask for others`,
    );
  }
  const [found, least] = [duration, SHORTEST_RUN_MS].map(durationText);
  throw new UsageError(`a run of ${found} is too short for incidents: they need ${least}`);
}
