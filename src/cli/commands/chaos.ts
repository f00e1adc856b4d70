import { CHAOS_REPORTERS } from '../../report/chaos/index.ts';
import { CHAOS_KINDS } from '../../scenario/chaos/kind/index.ts';
import { addArmOptions } from '../run-options.ts';
import { type ChaosOptions, simulateChaos } from '../study/chaos-command.ts';
import { KINDS_OPTION } from '../study/incident-options.ts';
import { addSubjectOptions, addTellingOptions, refuseParts } from '../study/search-options.ts';
import type { Configure } from './command.ts';

export const configure: Configure = (command, session) => {
  const width = Math.max(...CHAOS_KINDS.map(({ kind }) => kind.length));
  const kinds = CHAOS_KINDS.map(({ kind, summary }) => `  ${kind.padEnd(width)}  ${summary}`);
  refuseParts(addArmOptions(command), 'the worst is looked for among all incidents');
  addSubjectOptions(command)
    .option('--incidents <number>', 'how many are drawn; each is a run of its own')
    .option(...KINDS_OPTION)
    .option('--no-shrink', 'tell the worst incident as it was drawn')
    .option('-o, --output <file>', 'write the worst incident as a scenario to keep');
  addTellingOptions(command, { formats: CHAOS_REPORTERS, quiet: 'the gist only' })
    .addHelpText(
      'after',
      `
Kinds:
${kinds.join('\n')}

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
