import { Option } from 'commander';
import { accountText } from '../../scenario/import/account-text.ts';
import type { Imported } from '../../scenario/import/import-pipeline.ts';
import { LIBRARIES } from '../../scenario/import/library/index.ts';
import { pipelineYaml, scenarioYaml, withPipeline } from '../../scenario/import/pipeline-yaml.ts';
import { openOutput } from '../output.ts';
import { changedScenario } from '../scenario-file.ts';
import { filesNamed, openSettings } from '../settings-files.ts';
import { widthOf } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { Configure } from './command.ts';

interface ImportOptions {
  readonly from?: string;
  readonly output?: string;
  readonly into?: string;
  readonly force: boolean;
  readonly format: 'yaml' | 'json';
}

export const configure: Configure = (command) => {
  const known = LIBRARIES.map(({ name, title, reads }) => `  ${name.padEnd(16)}${title}: ${reads}`);
  command
    .argument('<files...>', 'files of one library, [library:]file[#name]; - is standard input')
    .addOption(
      new Option('--from <library>', 'which library; left out, it is told by the file').choices(
        LIBRARIES.map(({ name }) => name),
      ),
    )
    .option('-o, --output <file>', 'write a whole scenario to start from, with this pipeline')
    .option('--force', 'replace a file that exists', false)
    .option('--into <file>', 'put the pipeline into a scenario file; all else in it stays')
    .addOption(
      new Option('--format <name>', 'of what is printed: json holds the account, too')
        .choices(['yaml', 'json'])
        .default('yaml'),
    )
    .addHelpText(
      'after',
      `\nLibraries:\n${known.join('\n')}\n\nNothing in a file is ever run.\n\nExamples:\n  blackfriday import application.yml#paymentService\n  blackfriday import breaker.ts -o mine.yaml && blackfriday compare mine.yaml\n  blackfriday import application.yml --into mine.yaml`,
    )
    .action(async (references: string[], options: ImportOptions) => {
      if (options.output !== undefined && options.into !== undefined) {
        throw new UsageError('either --output for a new scenario or --into for one that is there');
      }
      const imported = await openSettings(references, options.from);
      await writeResult(imported, options, filesNamed(references));
      if (options.format === 'json') return;
      const width = widthOf(process.stderr, process.env);
      process.stderr.write(
        `${process.stdout.isTTY ? '\n' : ''}${accountText(imported.account, width)}`,
      );
    });
};

async function writeResult(
  imported: Imported,
  options: ImportOptions,
  inputs: readonly string[],
): Promise<void> {
  const { pipeline, account } = imported;
  const { output, into, force, format } = options;
  if (into !== undefined) {
    const text = changedScenario(into, (before) => withPipeline(before, pipeline));
    // Its very purpose is to change the file.
    return write(into, text, true, inputs);
  }
  if (output !== undefined) {
    const text = scenarioYaml(pipeline, `${account.library} settings: ${account.name}`);
    return write(output, text, force, inputs);
  }
  const json = { format: 'blackfriday.account/1', pipeline, ...account };
  const yaml = format === 'yaml' ? pipelineYaml(pipeline) : `${JSON.stringify(json, null, 2)}\n`;
  process.stdout.write(yaml);
}

async function write(
  file: string,
  text: string,
  force: boolean,
  inputs: readonly string[],
): Promise<void> {
  const output = openOutput(file, { force, quiet: false }, inputs);
  try {
    await output.write(text);
    output.commit();
  } finally {
    output.discard();
  }
}
