import { type ArmPlan, scenarioOf } from '../experiment/arms.ts';
import type { Scenario } from '../scenario/schema.ts';
import { writtenForm } from '../scenario/written-form.ts';

/**
 * All that an arm's run depends on: two arms of one key come to the same, so that a knob of the breaker leaves the
 * arm without breaker as it was. Of the same files.
 */
export function armKey(scenario: Scenario, plan: ArmPlan): string {
  const { name, instead, changes } = plan;
  const { instants } = scenario;
  const settings = writtenForm({ ...scenarioOf(scenario, plan), arms: [], thresholds: [] });
  return JSON.stringify({ name, instead, changes, instants, settings });
}
