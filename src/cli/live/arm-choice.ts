import { type Command, Option } from 'commander';
import { type ArmPlan, armAsWritten, armsOf } from '../../experiment/arms.ts';
import { nearestName } from '../../kernel/settings.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { repeated } from '../run-options.ts';
import { UsageError } from '../usage-error.ts';

/** The option of every command that runs some arms of those that there are. */
export function addArmChoice(command: Command): Command {
  return command.addOption(
    new Option('--arm <name>', 'which arm; may be repeated: they run one after the other')
      .argParser(repeated)
      .default([], 'the scenario as written'),
  );
}

/** The arms so named, in the order of the scenario. */
export function chosenArms(scenario: Scenario, names: readonly string[]): readonly ArmPlan[] {
  if (names.length === 0) return [armAsWritten(scenario)];
  const arms = armsOf(scenario);
  const known = arms.map(({ name }) => name as string);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return arms.filter(({ name }) => names.includes(name));
  const nearest = nearestName(unknown, known);
  const advice = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
  const all = known.map((name) => `"${name}"`).join(' and ');
  throw new UsageError(`--arm: found "${unknown}", but the scenario's arms are ${all}${advice}`);
}
