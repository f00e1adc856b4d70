import { type ArmPlan, armsOf } from '../../src/experiment/arms.ts';
import { experiment } from '../../src/experiment/experiment.ts';
import type { Result } from '../../src/experiment/result.ts';
import { ARM } from '../../src/scenario/arm-names.ts';
import type { Scenario } from '../../src/scenario/schema.ts';

/** One arm: the pipeline as the scenario has it. */
export function asWritten(scenario: Scenario): ArmPlan {
  return { name: ARM.asWritten, pipeline: scenario.orderService.pipeline };
}

/** Runs an experiment, to its end or until it has yielded so many times. */
export function run(
  scenario: Scenario,
  plans: readonly ArmPlan[],
  { ticks = true, stopAfter = Number.POSITIVE_INFINITY } = {},
): Result {
  const running = experiment(scenario, plans, { ticks }, {});
  let step = running.next();
  for (let yields = 1; !step.done; yields++) step = running.next(yields >= stopAfter);
  return step.value;
}

/** Compares the arms of a scenario, to the end. */
export function compared(scenario: Scenario): Result {
  return run(scenario, armsOf(scenario));
}

/** Runs to the end. */
export function toEnd<What>(steps: Generator<unknown, What>): What {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
