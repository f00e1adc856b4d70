import { Argument } from 'commander';
import { settingPaths } from '../completions/setting-paths.ts';
import { SHELLS } from '../completions/shells.ts';
import { commandWords } from '../completions/words.ts';
import type { CommandEntry, Configure } from './command.ts';

/** Completes `commands`, itself among them: the list has it from the list. */
export const configure =
  (commands: () => readonly CommandEntry[]): Configure =>
  (command) => {
    const names = SHELLS.map(({ name }) => name);
    const width = Math.max(...names.map((name) => name.length));
    command
      .addArgument(new Argument('<shell>', 'which').choices(names))
      .addHelpText(
        'after',
        `
Completes commands, options, shipped scenarios and lessons, files, and the settings of --set.

In the file that your shell reads at its start:
${SHELLS.map(({ name, use }) => `  ${name.padEnd(width)}  ${use}`).join('\n')}`,
      )
      .action(async (name: string) => {
        const shell = SHELLS.find((one) => one.name === name)!;
        process.stdout.write(shell.script(await commandWords(commands()), settingPaths()));
      });
  };
