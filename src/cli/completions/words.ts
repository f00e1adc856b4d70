import { Command } from 'commander';
import type { CommandEntry } from '../commands/command.ts';
import { EXIT } from '../exit-code.ts';
import { shippedLessons } from '../lesson/lesson-file.ts';
import { shippedNames } from '../shipped.ts';

/** What can follow a command on its line. */
export interface CommandWords {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionWords[];
  /** What its arguments may be besides files. */
  readonly names: readonly string[];
}

export interface OptionWords {
  readonly flag: string;
  readonly summary: string;
  readonly takesValue: boolean;
  /** Where it takes one of a few. */
  readonly choices: readonly string[];
}

/** Every command as it declares itself. */
export async function commandWords(commands: readonly CommandEntry[]): Promise<CommandWords[]> {
  return await Promise.all(
    commands.map(async ({ name, summary, load }): Promise<CommandWords> => {
      const command = new Command(name);
      (await load())(command, { exitCode: EXIT.good, seed: undefined });
      const options = command.options.flatMap((option): OptionWords[] => {
        const { long, description, argChoices = [] } = option;
        const takesValue = option.required || option.optional;
        return long === undefined || long === null
          ? []
          : [{ flag: long, summary: description, takesValue, choices: argChoices }];
      });
      return { name, summary, options, names: namesFor(command) };
    }),
  );
}

function namesFor(command: Command): readonly string[] {
  const names = command.registeredArguments.map((argument) => argument.name());
  if (names.some((name) => /^scenarios?$/.test(name))) return shippedNames();
  return names.includes('lessons') ? shippedLessons() : [];
}
