import { Option } from 'commander';
import { CHAOS_REPORTERS } from '../../report/chaos/index.ts';
import { CHAOS_KINDS } from '../../scenario/chaos/kind/index.ts';
import { addPictureOptions } from '../pictures.ts';
import { addArmOptions, addScenarioOptions } from '../run-options.ts';
import { type ChaosOptions, simulateChaos } from '../study/chaos-command.ts';
import { JOBS_OPTION, QUEUE_OPTION } from '../study/hands-option.ts';
import type { Configure } from './command.ts';

export const configure: Configure = (command, session) => {
  const width = Math.max(...CHAOS_KINDS.map(({ kind }) => kind.length));
  const kinds = CHAOS_KINDS.map(({ kind, summary }) => `  ${kind.padEnd(width)}  ${summary}`);
  const formats = CHAOS_REPORTERS.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`);
  command.argument('[scenario]', 'a file, the name of a shipped scenario, or - for standard input');
  addPictureOptions(addScenarioOptions(addArmOptions(command)))
    .option('--incidents <number>', 'how many are drawn; each is a run of its own')
    .option('--kinds <names>', 'which kinds of trouble, such as brown-out,flapping; left out, all')
    .option(...JOBS_OPTION)
    .option(...QUEUE_OPTION)
    .option('--no-shrink', 'tell the worst incident as it was drawn')
    .option('-o, --output <file>', 'write the worst incident as a scenario to keep')
    .option('--force', 'replace a file that exists', false)
    .addOption(
      new Option('--format <name>', 'of what is told')
        .choices(CHAOS_REPORTERS.map(({ name }) => name))
        .default(CHAOS_REPORTERS[0]!.name),
    )
    .option('--quiet', 'no progress; the gist only', false)
    .option('--no-color', 'no colour')
    .option('--ascii', 'ASCII characters only', false)
    .addHelpText(
      'after',
      `
Kinds:
${kinds.join('\n')}

Formats:
${formats.join('\n')}

Examples:
  blackfriday chaos slow-death --incidents 200 --html chaos.html
  blackfriday chaos my.yaml -o worst.yaml && blackfriday compare worst.yaml
  blackfriday chaos my.yaml --quiet                   for continuous integration: 99 where a threshold fails
  blackfriday chaos my.yaml --kinds flapping,grey-failure --set chaos.tolerance=5%
  blackfriday chaos my.yaml --queue redis://host      by whoever works there: blackfriday work --help
More: blackfriday help chaos`,
    )
    .action(async (reference: string | undefined, options: ChaosOptions) => {
      session.exitCode = await simulateChaos(reference, options, session);
    });
};
