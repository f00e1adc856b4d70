import type { Result } from '../../experiment/result.ts';
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
Every service is a process of its own, on loopback; the orders come over HTTP, at the instants that the seed gives
them. It takes as long as the scenario does. More: blackfriday help live

Examples:
  blackfriday live --scale 2% --duration 30s          the flagship, on a small machine
  blackfriday live hard-down --arm "without breaker" --arm "with breaker"
  blackfriday live my.yaml --format json -o live.json
  blackfriday validate hard-down                      the same against its simulation`,
    )
    .action(async (reference: string | undefined, options: Options) => {
      const overrides = await overridesOf(options);
      const opened = await openScenario(reference, overrides);
      tellWarnings(opened.scenario);
      const armsIn = (scenario: Scenario) => chosenArms(scenario, options.arm);
      const task = { opened, overrides, armsIn, told: (real: Result) => real };
      session.exitCode = await simulateLive(task, options, session);
    });
};
