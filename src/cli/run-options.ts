import { type Command, Option } from 'commander';
import { REPORTERS } from '../report/index.ts';
import type { ReporterVariant } from '../report/reporter.ts';
import { chart } from '../report/terminal-chart/format.ts';
import { armOption, type Override, setOption, varyOption } from '../scenario/overrides.ts';
import { addPictureOptions, type PictureOptions } from './pictures.ts';
import { UsageError } from './usage-error.ts';

/** How a result is to look, and where it goes. */
export interface ReportOptions extends PictureOptions {
  readonly format: string;
  readonly chart: boolean;
  readonly output: string;
  readonly everyTick: boolean;
  readonly byService: boolean;
  readonly ticks: boolean;
  readonly color: boolean;
  readonly ascii: boolean;
}

/** What commander reads from the command line of `run` and `compare`. */
export interface RunOptions extends ReportOptions {
  readonly pipeline?: string;
  readonly seed?: string;
  readonly set: readonly string[];
  readonly duration?: string;
  readonly tick?: string;
  readonly calls: boolean;
}

/** The options of every command that runs a scenario to a result. */
export function addRunOptions(command: Command): Command {
  return addReportOptions(addScenarioOptions(command));
}

/** The options of every command that shows a result. */
export function addReportOptions(command: Command): Command {
  const formats = REPORTERS.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`);
  return addPictureOptions(command)
    .addHelpText('after', `\nFormats:\n${formats.join('\n')}`)
    .addOption(
      new Option('--format <name>', 'of the result')
        .choices(REPORTERS.map(({ name }) => name))
        .default(REPORTERS[0]!.name),
    )
    .option('--chart', 'draw calls and states over time: short for --format chart', false)
    .option('-o, --output <file>', 'where the result goes; - is standard output', '-')
    .option('--force', 'replace files that exist', false)
    .option('--every-tick', 'show quiet ticks too, which a table folds', false)
    .option('--by-service', 'show the ticks of every service and link of a graph, apart', false)
    .option('--no-ticks', 'leave the ticks out: summary and verdict only')
    .option('--quiet', 'no progress; of a table the gist only', false)
    .option('--no-color', 'no colour')
    .option('--ascii', 'ASCII characters only', false);
}

/** For an option that may be given again: all its values. */
export function repeated(value: string, all: readonly string[]): readonly string[] {
  return [...all, value];
}

/** The options that change a scenario before it is used. */
export function addScenarioOptions(command: Command): Command {
  return command
    .option(
      '--pipeline <settings>',
      "another library's in the place of the scenario's: [library:]file[#name], as import reads them",
    )
    .option('--seed <number>', 'the seed of all chance')
    .addOption(
      new Option(
        '--set <path=value>',
        'change a setting, such as paymentService.failureRate=40%; may be repeated',
      )
        .argParser(repeated)
        .default([]),
    )
    .option('--duration <time>', 'virtual time to simulate, such as 5m')
    .option('--tick <time>', 'the reporting interval, such as 10s');
}

/** What arms are compared besides those of the file. */
export interface ArmOptions {
  readonly arm: readonly string[];
  readonly vary: readonly string[];
}

/** The options of every command that sets arms side by side. */
export function addArmOptions(command: Command): Command {
  const option = (flags: string, summary: string) =>
    new Option(flags, summary).argParser(repeated).default([]);
  return command
    .addOption(
      option(
        '--arm <name: changes>',
        'an arm more: "quicker: path=value, path=value" or "none: without breaker, retry"; may be repeated',
      ),
    )
    .addOption(
      option(
        '--vary <path=values>',
        'an arm a value: path=1s,2s,5s, or a range: path=1s..60s/8log; may be repeated',
      ),
    )
    .addHelpText(
      'after',
      `
Arms: those that the file names, or with and without the breaker. --arm and --vary add to those of the file; where
it names none, the scenario as written is the baseline. Each arm is compared with the first, on the same luck.`,
    );
}

/** What these options add to a scenario. */
export function armOverridesOf({ arm, vary }: ArmOptions): Override[] {
  return [...arm.map(armOption), ...vary.map(varyOption)];
}

/**
 * What the options set in the scenario: the whole pipeline first, then `--set`; the option with its own name has
 * the last word. Throws UsageError where settings of a library cannot be read.
 */
export async function overridesOf(
  options: Pick<RunOptions, 'pipeline' | 'seed' | 'set' | 'duration' | 'tick'>,
): Promise<Override[]> {
  const named = (['seed', 'duration', 'tick'] as const).flatMap((name) => {
    const value = options[name];
    if (value === undefined) return [];
    return [{ assignment: `${name}=${value}`, option: `--${name} ${value}` }];
  });
  const set = options.set.map(setOption);
  if (options.pipeline === undefined) return [...set, ...named];
  // Read only where it is asked for: it knows seventeen libraries.
  const { pipelineOption } = await import('./settings-files.ts');
  return [await pipelineOption(options.pipeline), ...set, ...named];
}

/** The reporter asked for; throws UsageError where it cannot do what the other options want of it. */
export function formatOf(options: ReportOptions & { readonly calls: boolean }): ReporterVariant {
  if (options.chart && ![chart.name, REPORTERS[0]!.name].includes(options.format)) {
    throw new UsageError(`--chart is a format of its own, and so is --format ${options.format}`);
  }
  const name = options.chart ? chart.name : options.format;
  const format = REPORTERS.find((one) => one.name === name)!;
  if (format.onlyTicks && !options.ticks) {
    throw new UsageError(
      `--format ${format.name} holds nothing but ticks, and --no-ticks omits them`,
    );
  }
  if (options.calls && !format.listsCalls) {
    const able = REPORTERS.filter(({ listsCalls }) => listsCalls).map(({ name }) => name);
    throw new UsageError(`--calls goes with --format ${able.join(' or ')}, not ${format.name}`);
  }
  if (options.byService && !format.splitsServices) {
    const able = REPORTERS.filter(({ splitsServices }) => splitsServices).map(({ name }) => name);
    throw new UsageError(
      `--by-service goes with --format ${able.join(' or ')}, not ${format.name}`,
    );
  }
  if (options.byService && !options.ticks) {
    throw new UsageError('--by-service is about ticks, and --no-ticks omits them');
  }
  return format;
}

/** Throws UsageError where the ticks of services are wanted and there is one of each only. */
export function refuseByService(
  { byService }: Pick<ReportOptions, 'byService'>,
  isGraph: boolean,
  name: string,
): void {
  if (byService && !isGraph) {
    throw new UsageError(`--by-service goes with a graph, and ${name} has no services: of its own`);
  }
}
