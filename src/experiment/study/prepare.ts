import { loadScenario } from '../../scenario/load.ts';
import type { Override } from '../../scenario/overrides.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { type ArmPlan, armsOf } from '../arms.ts';
import type { StudyPlan } from './plan.ts';

/** A cell of a study, decoded once and ready for any number of replications. */
export interface Prepared {
  readonly scenario: Scenario;
  /** The baseline first. */
  readonly arms: readonly [ArmPlan, ...ArmPlan[]];
  readonly ticks: boolean;
}

/** Throws ScenarioError where the cell's scenario cannot be run. */
export function prepare(plan: StudyPlan, cell: number, also: readonly Override[] = []): Prepared {
  const { source, files, overrides, ticks } = plan;
  const all: readonly Override[] = [...overrides, ...plan.cells[cell]!.overrides, ...also];
  const scenario = loadScenario(source, all, (file) => {
    const text = files[file];
    if (text === undefined) throw new Error(`${file}: not among the files of the study`);
    return text;
  });
  return { scenario, arms: chosen(armsOf(scenario), plan.arms), ticks };
}

function chosen(
  arms: readonly [ArmPlan, ...ArmPlan[]],
  names: StudyPlan['arms'],
): readonly [ArmPlan, ...ArmPlan[]] {
  if (names === 'all') return arms;
  const [baseline, ...others] = names.map((name) => arms.find((arm) => arm.name === name)!);
  return [baseline!, ...others];
}
