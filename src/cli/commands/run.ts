import { type ArmPlan, armAsWritten, armsOf } from '../../experiment/arms.ts';
import { nearestName } from '../../kernel/settings.ts';
import { armOption } from '../../scenario/overrides.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { addRunOptions, overridesOf, type RunOptions } from '../run-options.ts';
import { openScenario, tellWarnings } from '../scenario-file.ts';
import { simulate } from '../simulate.ts';
import { UsageError } from '../usage-error.ts';
import type { Configure } from './command.ts';

export const configure: Configure = (command, session) => {
  command
    .argument('[scenario]', 'a file, the name of a shipped scenario, or - for standard input')
    .option(
      '--arm <name>',
      'which arm, or one more as compare adds it ("name: changes"); left out, the scenario as written',
    )
    .option('--calls', 'tell every call, one a line', false);
  addRunOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  blackfriday run                                     the flagship, as written
  blackfriday run classic --calls                     every call of a small scenario, one a line
  blackfriday run --arm "without breaker" --seed 7
  blackfriday run my.yaml --set paymentService.failureRate=40% --format csv -o ticks.csv`,
    )
    .action(async (reference: string | undefined, options: RunOptions & { arm?: string }) => {
      const added = options.arm?.includes(':') === true ? [armOption(options.arm)] : [];
      const opened = await openScenario(reference, [...(await overridesOf(options)), ...added]);
      tellWarnings(opened.scenario);
      const arm = chosenArm(opened.scenario, options.arm);
      session.exitCode = await simulate(opened, [arm], options, session);
    });
};

/** The name of an arm that the option adds ends at its colon. */
function chosenArm(scenario: Scenario, wanted: string | undefined): ArmPlan {
  if (wanted === undefined) return armAsWritten(scenario);
  const arms = armsOf(scenario);
  const name = wanted.replace(/:.*$/s, '').trim();
  const arm = arms.find((one) => one.name === name);
  if (arm !== undefined) return arm;
  const names = arms.map((one) => one.name);
  const nearest = nearestName(name, names);
  const advice = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
  const known = names.map((one) => `"${one}"`).join(' and ');
  throw new UsageError(`--arm: found "${name}", but the scenario's arms are ${known}${advice}`);
}
