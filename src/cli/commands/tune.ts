import { Option } from 'commander';
import { CANDIDATES, CONFIRMATION, MOST } from '../../experiment/study/tune/defaults.ts';
import { TUNE_FORMATS } from '../../report/tune/index.ts';
import { addPictureOptions, type PictureOptions } from '../pictures.ts';
import { addScenarioOptions, overridesOf, type RunOptions, repeated } from '../run-options.ts';
import { openScenario, tellWarnings } from '../scenario-file.ts';
import { type HandsOptions, handsWish, JOBS_OPTION, QUEUE_OPTION } from '../study/hands-option.ts';
import { type TuneRun, tuneScenario } from '../study/tune-run.ts';
import { wholeOf } from '../whole-number.ts';
import type { Configure } from './command.ts';

interface TuneOptions
  extends HandsOptions,
    PictureOptions,
    Pick<RunOptions, 'pipeline' | 'seed' | 'set' | 'duration' | 'tick'> {
  readonly vary: readonly string[];
  readonly maximise?: string;
  readonly minimise?: string;
  readonly constraint: readonly string[];
  readonly candidates?: string;
  readonly maxSeeds: string;
  readonly confirm: string;
  readonly format: string;
  readonly output?: string;
  readonly color: boolean;
  readonly ascii: boolean;
}

const HELP = `
What may change, the metric and constraints may stand in the scenario, too: blackfriday help tune

Examples:
  blackfriday tune my.yaml -o tuned.yaml --html tuning.html
  blackfriday tune my.yaml --maximise amountCents.paid --constraint "charges.duplicate <= 100"
  blackfriday tune --vary orderService.pipeline.breaker.open.duration=1s..60s/8log
  blackfriday tune my.yaml --queue redis://host   by whoever works there: blackfriday work --help`;

export const configure: Configure = (command, session) => {
  const formats = TUNE_FORMATS.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`);
  command.argument('[scenario]', 'a file, the name of a shipped scenario, or - for standard input');
  addPictureOptions(addScenarioOptions(command))
    .addOption(
      new Option(
        '--vary <path=values>',
        'what may change: path=1s,2s,5s, or a range: path=1s..60s/8log; may be repeated',
      )
        .argParser(repeated)
        .default([]),
    )
    .option('--maximise <metric>', 'what the best settings have most of; left out, orders.paid')
    .option('--minimise <metric>', 'or what they have least of')
    .addOption(
      new Option(
        '--constraint <comparison>',
        'what must hold: "charges.duplicate <= 100"; may be repeated',
      )
        .argParser(repeated)
        .default([]),
    )
    .option(
      '--candidates <number>',
      `how many settings are tried of a grid that has more (${CANDIDATES})`,
    )
    .option('--max-seeds <number>', 'replications of the race, at most', String(MOST))
    .option(
      '--confirm <number>',
      'fresh seeds on which the finalists are confirmed',
      String(CONFIRMATION),
    )
    .option(...JOBS_OPTION)
    .option(...QUEUE_OPTION)
    .addOption(
      new Option('--format <name>', 'of what is printed')
        .choices(TUNE_FORMATS.map(({ name }) => name))
        .default(TUNE_FORMATS[0]!.name),
    )
    .option('-o, --output <file>', 'write the scenario with the settings that are recommended')
    .option('--force', 'replace a file that exists', false)
    .option('--quiet', 'no progress; of a table the recommendation only', false)
    .option('--no-color', 'no colour')
    .option('--ascii', 'ASCII characters only', false)
    .addHelpText('after', `\nFormats:\n${formats.join('\n')}\n${HELP}`)
    .action(async (reference: string | undefined, options: TuneOptions) => {
      const overrides = await overridesOf(options);
      const opened = await openScenario(reference, overrides);
      tellWarnings(opened.scenario);
      session.seed = opened.scenario.seed;
      session.exitCode = await tuneScenario(opened, overrides, runOf(options));
    });
};

function runOf(options: TuneOptions): TuneRun {
  const { candidates, maxSeeds, confirm, output, vary, constraint } = options;
  return {
    wishes: {
      vary,
      constraint,
      maximise: options.maximise,
      minimise: options.minimise,
      candidates:
        candidates === undefined ? undefined : wholeOf('--candidates', candidates, 1, 10_000),
    },
    maxSeeds: wholeOf('--max-seeds', maxSeeds, 5, 100_000),
    confirmation: wholeOf('--confirm', confirm, 2, 100_000),
    hands: handsWish(options),
    format: TUNE_FORMATS.find(({ name }) => name === options.format)!,
    output: output ?? null,
    look: options,
  };
}
