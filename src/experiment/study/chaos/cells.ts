import { RandomStream } from '../../../kernel/random-stream.ts';
import type { Disturbance } from '../../../scenario/chaos/disturbance.ts';
import { disturbed } from '../../../scenario/chaos/disturbed.ts';
import { type DrawnIncident, drawsOf } from '../../../scenario/chaos/draw.ts';
import { chaosPlan } from '../../../scenario/chaos/plan.ts';
import { type SettingOverride, setOption } from '../../../scenario/overrides.ts';
import type { Scenario } from '../../../scenario/schema.ts';
import type { StudyCell } from '../plan.ts';

/** A drawn incident as a cell of a study. */
export interface ChaosCell extends StudyCell {
  readonly incident: DrawnIncident;
  readonly overrides: readonly SettingOverride[];
  /** The run's own: of traffic, latencies, failures. Each incident has another. */
  readonly seed: number;
}

/**
 * Incidents of a scenario by their numbers, from 1 on, each a variant of it to be run once, on its seed. What is drawn
 * depends on `studySeed`, on the run's length and traffic, on the services and on the `chaos` block, never on a pipeline: so a
 * candidate's settings may be put into the same cells, before or after these overrides, and meets the same incidents.
 */
export function chaosCells(scenario: Scenario, studySeed: number): (number: number) => ChaosCell {
  const draw = drawsOf(chaosPlan(scenario), studySeed);
  const seeds = new RandomStream(studySeed, 'chaos/seeds');
  return (number) => {
    const incident = draw(number);
    const seed = Math.floor(seeds.at(number).next() * 2 ** 31);
    return { incident, seed, overrides: overridesOf(scenario, incident.disturbances) };
  };
}

/** What makes of a scenario the one in which these disturbances happen. */
export function overridesOf(
  scenario: Scenario,
  disturbances: readonly Disturbance[],
): SettingOverride[] {
  return disturbed(scenario, disturbances).map(({ path, value }) =>
    setOption(`${path.join('.')}=${JSON.stringify(value)}`),
  );
}
