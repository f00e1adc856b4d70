import { armsOf } from '../../experiment/arms.ts';
import { nearestName } from '../../kernel/settings.ts';
import { createLook } from '../../report/terminal-chart/look.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { refuseTooManyTicks } from '../memory.ts';
import {
  type ArmOptions,
  addArmOptions,
  addScenarioOptions,
  armOverridesOf,
  overridesOf,
  type RunOptions,
} from '../run-options.ts';
import { openScenario } from '../scenario-file.ts';
import { wantsColour } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { usualSpeed } from '../watch/player.ts';
import { watch } from '../watch/watch.ts';
import type { Configure } from './command.ts';

interface WatchCommandOptions
  extends Pick<RunOptions, 'seed' | 'set' | 'duration' | 'tick' | 'color' | 'ascii'>,
    ArmOptions {
  readonly speed?: string;
  readonly service?: string;
  readonly paused: boolean;
}

export const configure: Configure = (command, session) => {
  command.argument('[scenario]', 'a file, the name of a shipped scenario, or - for standard input');
  addScenarioOptions(addArmOptions(command))
    .option('--speed <factor>', 'virtual time per real time, such as 60x; left out, over in 45 s')
    .option('--service <name>', 'of several services, the one to look at first')
    .option('--paused', 'do not play at once', false)
    .option('--no-color', 'no colour')
    .option('--ascii', 'ASCII characters only', false)
    .addHelpText(
      'after',
      `
Examples:
  blackfriday watch                                   the flagship
  blackfriday watch flapping --speed 20x
  blackfriday watch first-three --paused              then: right, right, right
  blackfriday watch cascade --service credit          of several services, one
  blackfriday watch cascade --paused                  then: s goes through the services, f to a lost order`,
    )
    .action(async (reference: string | undefined, options: WatchCommandOptions) => {
      const { scenario } = await openScenario(reference, [
        ...(await overridesOf(options)),
        ...armOverridesOf(options),
      ]);
      const speed =
        options.speed === undefined ? usualSpeed(scenario.duration) : speedOf(options.speed);
      const service = serviceOf(scenario, options.service);
      if (!isScreen()) {
        const instead = `blackfriday compare ${reference ?? ''}`.trim();
        throw new UsageError(
          `watch draws on a terminal, and this is none; for a picture in plain text use: ${instead} --chart`,
        );
      }
      session.seed = scenario.seed;
      const arms = armsOf(scenario);
      refuseTooManyTicks(scenario, arms.length);
      const colour = wantsColour(process.stdout, process.env, options.color);
      const look = createLook({ colour, ascii: options.ascii });
      session.exitCode = await watch(scenario, arms, {
        speed,
        playing: !options.paused,
        service,
        look,
      });
    });
};

function isScreen(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY && process.env.TERM !== 'dumb';
}

/** Null: all of them. */
function serviceOf({ services }: Scenario, wanted: string | undefined): string | null {
  if (wanted === undefined) return null;
  const names = Object.keys(services ?? {});
  if (names.includes(wanted)) return wanted;
  if (names.length === 0) {
    throw new UsageError(`--service: found "${wanted}", but the scenario has no \`services\``);
  }
  const nearest = nearestName(wanted, names);
  const hint = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
  throw new UsageError(`--service: found "${wanted}", expected one of ${names.join(', ')}${hint}`);
}

function speedOf(text: string): number {
  const speed = /^\d+(\.\d+)?x?$/.test(text) ? Number(text.replace('x', '')) : 0;
  if (speed > 0) return speed;
  throw new UsageError(`--speed: found "${text}", expected a factor above 0, such as 60x`);
}
