import { Command, Help, type Option } from 'commander';
import { VERSION } from '../kernel/version.ts';
import { COMMANDS } from './commands/index.ts';
import type { Session } from './session.ts';
import { tell } from './tell.ts';

const EPILOGUE = `
Exit codes: 0 good, 1 a bug of ours, 2 bad usage or scenario, 99 a threshold failed, 130 interrupted.

Start here:
  blackfriday compare            the flagship: a bad minute at the peak, with and without the breaker
  blackfriday list               the other scenarios
  blackfriday new my.yaml        a scenario of your own`;

/** The command that tells of all others. */
const KNOWS_ALL = 'completions';

/**
 * The command line, with `wanted` ready to run and the other commands known by name. Throws CommanderError
 * instead of leaving the process.
 */
export async function createProgram(
  session: Session,
  wanted: string | undefined,
): Promise<Command> {
  const program = new Command('blackfriday')
    .description('What a circuit breaker saves, and what it costs, on your Black Friday.')
    .version(VERSION, '--version', 'the version')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeErr: (text) => tell(text.trimEnd()) })
    .configureHelp({
      showGlobalOptions: false,
      optionDescription: withoutIdleDefault,
      subcommandTerm: (command) => command.name(),
    })
    .addHelpText('after', EPILOGUE);
  for (const { name, summary, load } of COMMANDS) {
    const command = program.command(name).description(summary);
    if (name === wanted || wanted === KNOWS_ALL) (await load())(command, session);
  }
  return program;
}

/** "default: false" is what everybody expects of a switch. */
function withoutIdleDefault(option: Option): string {
  return new Help().optionDescription(option).replace(/ \(default: (?:false|\[\])\)$/, '');
}
