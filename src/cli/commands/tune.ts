import { Option } from 'commander';
import {
  CANDIDATES,
  ON_INCIDENTS,
  ON_SEEDS,
  type TrialNumbers,
} from '../../experiment/study/tune/defaults.ts';
import { AGAINST, type Against } from '../../experiment/study/tune/trials.ts';
import { TUNE_FORMATS } from '../../report/tune/index.ts';
import { overridesOf, repeated } from '../run-options.ts';
import { openScenario, tellWarnings } from '../scenario-file.ts';
import { handsWish } from '../study/hands-option.ts';
import { KINDS_OPTION, kindsOverrides, refuseWithoutIncidents } from '../study/incident-options.ts';
import {
  addSubjectOptions,
  addTellingOptions,
  refuseParts,
  type SearchOptions,
  varyOption,
} from '../study/search-options.ts';
import { type TuneRun, tuneScenario } from '../study/tune-run.ts';
import { UsageError } from '../usage-error.ts';
import { wholeOf } from '../whole-number.ts';
import type { Configure } from './command.ts';

interface TuneOptions extends SearchOptions {
  readonly vary: readonly string[];
  readonly maximise?: string;
  readonly minimise?: string;
  readonly constraint: readonly string[];
  readonly candidates?: string;
  readonly against?: Against;
  readonly kinds?: string;
  readonly maxSeeds?: string;
  readonly confirm?: string;
  readonly output?: string;
}

const HELP = `
What may change, the metric and constraints may stand in the scenario, too: blackfriday help tune

Examples:
  blackfriday tune my.yaml -o tuned.yaml --html tuning.html
  blackfriday tune my.yaml --maximise amountCents.paid --constraint "charges.duplicate <= 100"
  blackfriday tune --vary orderService.pipeline.breaker.open.duration=1s..60s/8log
  blackfriday tune my.yaml --against chaos -o tuned.yaml && blackfriday chaos tuned.yaml
  blackfriday tune my.yaml --queue redis://host   by whoever works there: blackfriday work --help`;

export const configure: Configure = (command, session) => {
  addSubjectOptions(refuseParts(command, 'each round of a race depends on the one before'))
    .addOption(varyOption('what may change', '1s,2s,5s'))
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
    .addOption(
      new Option(
        '--against <chaos>',
        'incidents of a catalogue, as chaos draws them, in the place of the one story of the file',
      ).choices(AGAINST),
    )
    .option(...KINDS_OPTION)
    .option(
      '--max-seeds <number>',
      `seeds of the race at most (${ON_SEEDS.most}); or incidents (${ON_INCIDENTS.most})`,
    )
    .option(
      '--confirm <number>',
      `fresh seeds for the finalists (${ON_SEEDS.confirmation}); or incidents (${ON_INCIDENTS.confirmation})`,
    )
    .option('-o, --output <file>', 'write the scenario with the settings that are recommended');
  addTellingOptions(command, { formats: TUNE_FORMATS, quiet: 'of a table the recommendation only' })
    .addHelpText('after', HELP)
    .action(async (reference: string | undefined, options: TuneOptions) => {
      const run = runOf(options);
      const overrides = [...(await overridesOf(options)), ...kindsOverrides(options)];
      const opened = await openScenario(reference, overrides);
      if (run.wishes.against === 'chaos') refuseWithoutIncidents(opened.scenario);
      tellWarnings(opened.scenario);
      session.seed = opened.scenario.seed;
      session.exitCode = await tuneScenario(opened, overrides, run);
    });
};

function runOf(options: TuneOptions): TuneRun {
  const { candidates, output, vary, constraint, against = null } = options;
  if (options.kinds !== undefined && against === null) {
    throw new UsageError('--kinds says which incidents are drawn: it goes with --against chaos');
  }
  return {
    wishes: {
      vary,
      constraint,
      maximise: options.maximise,
      minimise: options.minimise,
      candidates:
        candidates === undefined ? undefined : wholeOf('--candidates', candidates, 1, 10_000),
      against,
    },
    trials: trialsOf(options),
    hands: handsWish(options),
    format: TUNE_FORMATS.find(({ name }) => name === options.format)!,
    output: output ?? null,
    look: options,
  };
}

function trialsOf({ against, maxSeeds, confirm }: TuneOptions): TrialNumbers {
  const usual = against === undefined ? ON_SEEDS : ON_INCIDENTS;
  const numberOf = (option: string, text: string | undefined, least: number, left: number) =>
    text === undefined ? left : wholeOf(option, text, least, 100_000);
  const most = numberOf('--max-seeds', maxSeeds, 5, usual.most);
  const confirmation = numberOf('--confirm', confirm, 2, usual.confirmation);
  return { first: Math.min(usual.first, most), most, confirmation };
}
