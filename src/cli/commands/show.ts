import { describeScenario } from '../../scenario/describe.ts';
import { addScenarioOptions, overridesOf, type RunOptions } from '../run-options.ts';
import { openScenario, tellWarnings } from '../scenario-file.ts';
import { widthOf } from '../terminal.ts';
import type { Configure } from './command.ts';

type ShowOptions = Pick<RunOptions, 'seed' | 'set' | 'duration' | 'tick' | 'ascii'>;

export const configure: Configure = (command) => {
  command.argument('[scenario]', 'a file, the name of a shipped scenario, or - for standard input');
  addScenarioOptions(command)
    .option('--ascii', 'ASCII characters only', false)
    .addHelpText(
      'after',
      '\nExamples:\n  blackfriday show retry-storm\n  blackfriday show my.yaml --set traffic.startRate=500/s',
    )
    .action(async (reference: string | undefined, options: ShowOptions) => {
      const { scenario } = await openScenario(reference, await overridesOf(options));
      tellWarnings(scenario);
      const width = widthOf(process.stdout, process.env);
      process.stdout.write(describeScenario(scenario, { width, ascii: options.ascii }));
    });
};
