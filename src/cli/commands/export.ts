import { Option } from 'commander';
import { EXPORTS, exportPipeline } from '../../scenario/export/export-pipeline.ts';
import { lossesText } from '../../scenario/export/losses-text.ts';
import { openOutput } from '../output.ts';
import { addScenarioOptions, overridesOf, type RunOptions } from '../run-options.ts';
import { openScenario } from '../scenario-file.ts';
import { widthOf } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { Configure } from './command.ts';

interface ExportOptions
  extends Pick<RunOptions, 'pipeline' | 'seed' | 'set' | 'duration' | 'tick'> {
  readonly to: string;
  readonly name: string;
  readonly output: string;
  readonly force: boolean;
  readonly format: 'text' | 'json';
}

/** A name that every language takes. */
const NAME = /^[A-Za-z][A-Za-z0-9]*$/;

export const configure: Configure = (command) => {
  const forms = EXPORTS.map(
    ({ name, title, writes }) => `  ${name.padEnd(16)}${title}: ${writes.file}`,
  );
  command.argument('[scenario]', 'a file, the name of a shipped scenario, or - for standard input');
  addScenarioOptions(command)
    .addOption(
      new Option('--to <library>', 'whose form')
        .choices(EXPORTS.map(({ name }) => name))
        .makeOptionMandatory(),
    )
    .option('--name <name>', 'what the settings are to be called there', 'payment')
    .option('-o, --output <file>', 'where they go; - is standard output', '-')
    .option('--force', 'replace a file that exists', false)
    .addOption(
      new Option('--format <name>', 'json holds what could not be said, too')
        .choices(['text', 'json'])
        .default('text'),
    )
    .addHelpText(
      'after',
      `\nForms:\n${forms.join('\n')}\n\nExamples:\n  blackfriday export mine.yaml --to resilience4j --name paymentService\n  blackfriday export mine.yaml --set orderService.pipeline.breaker.open.duration=20s --to opossum`,
    )
    .action(async (reference: string | undefined, options: ExportOptions) => {
      if (!NAME.test(options.name))
        throw new UsageError(`--name ${options.name}: letters and digits, a letter first`);
      const { scenario, files } = await openScenario(reference, await overridesOf(options));
      const library = EXPORTS.find(({ name }) => name === options.to)!;
      const exported = exportPipeline(scenario.orderService.pipeline, library, options.name);
      const { text, losses, differs } = exported;
      const json = {
        format: 'blackfriday.export/1',
        library: library.title,
        version: library.version,
        text,
        losses,
        differs,
      };
      const output = openOutput(options.output, { force: options.force, quiet: false }, files);
      try {
        await output.write(options.format === 'json' ? `${JSON.stringify(json, null, 2)}\n` : text);
        output.commit();
      } finally {
        output.discard();
      }
      if (options.format === 'json') return;
      const width = widthOf(process.stderr, process.env);
      process.stderr.write(`${process.stdout.isTTY ? '\n' : ''}${lossesText(exported, width)}`);
    });
};
