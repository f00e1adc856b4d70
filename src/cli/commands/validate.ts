import type { ArmPlan } from '../../experiment/arms.ts';
import { experiment } from '../../experiment/experiment.ts';
import type { Result } from '../../experiment/result.ts';
import { validationOf } from '../../experiment/validation/validation.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { addArmChoice, chosenArms } from '../live/arm-choice.ts';
import { addLiveOptions, type LiveOptions } from '../live/live-options.ts';
import { simulateLive } from '../live/write-live.ts';
import { addRunOptions, overridesOf, type RunOptions } from '../run-options.ts';
import { openScenario, tellWarnings } from '../scenario-file.ts';
import type { Configure } from './command.ts';

type Options = RunOptions & LiveOptions & { readonly arm: readonly string[] };

export const configure: Configure = (command, session) => {
  command.argument('[scenario]', 'a file, the name of a shipped scenario, or - for standard input');
  addRunOptions(addLiveOptions(addArmChoice(command)))
    .addHelpText(
      'after',
      `
The same orders and the same luck, once simulated and once on real services: side by side, tick by tick, and how far
apart they are. Where that is more than it may be, the exit code is 99. More: blackfriday help live

Examples:
  blackfriday validate hard-down --arm "without breaker" --arm "with breaker"
  blackfriday validate --scale 2% --html validation.html`,
    )
    .action(async (reference: string | undefined, options: Options) => {
      const overrides = await overridesOf(options);
      const opened = await openScenario(reference, overrides);
      tellWarnings(opened.scenario);
      const armsIn = (scenario: Scenario) => chosenArms(scenario, options.arm);
      session.exitCode = await simulateLive({ opened, overrides, armsIn, told }, options, session);
    });
};

/** What was measured, beside what the simulation says: of a run that was interrupted, up to there. */
function told(real: Result, scenario: Scenario, arms: readonly ArmPlan[]): Result {
  const begun = arms.slice(0, real.arms.length);
  const duration = real.partial?.untilMs ?? scenario.duration;
  return validationOf(simulated({ ...scenario, duration }, begun), real);
}

function simulated(scenario: Scenario, arms: readonly ArmPlan[]): Result {
  const run = experiment(scenario, arms, { ticks: true }, {});
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
  }
}
