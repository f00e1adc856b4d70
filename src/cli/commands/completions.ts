import { Argument } from 'commander';
import { settingPaths } from '../completions/setting-paths.ts';
import { SHELLS } from '../completions/shells.ts';
import { commandWords } from '../completions/words.ts';
import type { Configure } from './command.ts';

export const configure: Configure = (command) => {
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
    .action((name: string) => {
      const shell = SHELLS.find((one) => one.name === name)!;
      process.stdout.write(shell.script(commandWords(command.parent!), settingPaths()));
    });
};
