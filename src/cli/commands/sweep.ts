import { Option } from 'commander';
import { SWEEP_FORMATS } from '../../report/sweep/index.ts';
import { overridesOf } from '../run-options.ts';
import { openScenario, tellWarnings } from '../scenario-file.ts';
import { PRINTED, type PrintedName } from '../study/print.ts';
import {
  addSubjectOptions,
  addTellingOptions,
  type SearchOptions,
  varyOption,
} from '../study/search-options.ts';
import { studyWish } from '../study/study-options.ts';
import { type SweepRun, sweepScenario } from '../study/sweep-run.ts';
import { UsageError } from '../usage-error.ts';
import type { Configure } from './command.ts';

interface SweepOptions extends SearchOptions {
  readonly vary: readonly string[];
  readonly metric?: string;
  readonly maximise?: string;
  readonly minimise?: string;
  readonly seeds: string;
  readonly resume?: string;
  readonly shard?: string;
  readonly print?: PrintedName;
  readonly output: string;
}

const HELP = `
Where facts of the world vary (paymentService.capacity, traffic.startRate), the arms are compared in every cell, and
where the better one changes is looked for between them. Where only settings of the pipeline vary, each cell is compared
with today's settings. More: blackfriday help sweep

Examples:
  blackfriday sweep --vary paymentService.capacity=200,400,800
  blackfriday sweep --vary orderService.pipeline.breaker.open.duration=1s..60s/8log
  blackfriday sweep my.yaml --vary paymentService.capacity=100..400/4 --vary orderService.workers=500,1000,2000
  blackfriday sweep my.yaml --vary paymentService.failureRate=1%..20%/6 --minimise latencyMs.p95 --format csv
  blackfriday sweep my.yaml --vary paymentService.capacity=100..400/4 --queue redis://host   by whoever works there
  blackfriday sweep --vary paymentService.capacity=200,400,800 --html sweep.html`;

export const configure: Configure = (command, session) => {
  addSubjectOptions(command)
    .addOption(varyOption('an axis of the grid', '200,400,800'))
    .option('--metric <metric>', 'what is looked at; left out, served.orders')
    .option('--maximise <metric>', 'the same, and more of it is better')
    .option('--minimise <metric>', 'the same, and less of it is better')
    .option('--seeds <number|a..b>', 'replications of every cell', '10')
    .option('--resume <file>', 'a sweep to go on from, which --format json or merge wrote')
    .option('--shard <i/n|auto>', 'this part only, for merge; auto asks the environment')
    .addOption(
      new Option(
        '--print <engine>',
        'run nothing: write what runs the sweep on many machines',
      ).choices(PRINTED.map(({ name }) => name)),
    )
    .option('-o, --output <file>', 'where the result goes; - is standard output', '-');
  addTellingOptions(command, { formats: SWEEP_FORMATS, quiet: 'of a table the verdict only' })
    .addHelpText('after', HELP)
    .action(async (reference: string | undefined, options: SweepOptions) => {
      if (options.vary.length === 0) {
        throw new UsageError(
          'a sweep needs something to vary: --vary paymentService.capacity=200,400,800',
        );
      }
      if (options.seed !== undefined) {
        throw new UsageError('--seed shows one run, and a sweep is of many: --seeds 10 or 1..10');
      }
      const run = runOf(options);
      const overrides = await overridesOf(options);
      const opened = await openScenario(reference, overrides);
      tellWarnings(opened.scenario);
      session.exitCode = await sweepScenario(reference, opened, overrides, run);
    });
};

function runOf(options: SweepOptions): SweepRun {
  const { vary, metric, maximise, minimise } = options;
  const asked = Object.entries({ metric, maximise, minimise }).flatMap(([option, path]) =>
    path === undefined ? [] : [{ option, path }],
  );
  if (asked.length > 1) {
    throw new UsageError(
      `a sweep looks at one metric: --${asked[0]!.option} and --${asked[1]!.option} are two`,
    );
  }
  if (options.shard !== undefined && !['table', 'json'].includes(options.format)) {
    throw new UsageError('--shard writes its part with --format json, for merge to read');
  }
  return {
    vary,
    metric: asked[0] ?? null,
    wish: studyWish(options, process.env)!,
    format: SWEEP_FORMATS.find(({ name }) => name === options.format)!,
    look: options,
  };
}
