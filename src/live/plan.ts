import { type ArmPlan, armAsWritten, armsOf, scenarioOf } from '../experiment/arms.ts';
import { graphOf } from '../model/topology/graph-of.ts';
import { loadScenario, type ScenarioSource } from '../scenario/load.ts';
import type { Override } from '../scenario/overrides.ts';
import { scaled } from '../scenario/scaled.ts';
import type { Scenario } from '../scenario/schema.ts';
import type { World } from './world.ts';

/** All that a process needs to know what it is to be. Plain data, which JSON holds as it is. */
export interface LivePlan {
  readonly source: ScenarioSource;
  /** The texts of the files that the scenario names, by the names that it has for them. */
  readonly files: Readonly<Record<string, string>>;
  readonly overrides: readonly Override[];
  /** Above 0, up to 1: the share of orders, and of all that makes room for them. */
  readonly scale: number;
}

/** The scenario of a plan, on the scale of the plan. Throws ScenarioError where it cannot be run. */
export function scenarioOfPlan({ source, files, overrides, scale }: LivePlan): Scenario {
  const scenario = loadScenario(source, overrides, (file) => {
    const text = files[file];
    if (text === undefined) throw new Error(`${file}: not among the files of the plan`);
    return text;
  });
  return scaled(scenario, scale);
}

/** The arm so named; the scenario as written may not be among those of a comparison. */
export function armNamed(scenario: Scenario, name: string): ArmPlan {
  const asWritten = armAsWritten(scenario);
  return armsOf(scenario).find((arm) => arm.name === name) ?? asWritten;
}

/** The services of an arm, and what they share. */
export function worldOfArm(scenario: Scenario, arm: ArmPlan): World {
  const settings = scenarioOf(scenario, arm);
  const { seed, traffic, regions } = settings;
  return {
    seed,
    graph: graphOf(settings),
    classes: traffic.classes,
    origins: traffic.regions,
    regions,
  };
}
