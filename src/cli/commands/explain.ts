import { Option } from 'commander';
import { rate } from '../../kernel/quantities.ts';
import { decode, SettingsError } from '../../kernel/settings.ts';
import type { Pipeline } from '../../resilience/pipeline.ts';
import { explanation } from '../../scenario/explain/explain.ts';
import { type Surroundings, surroundingsOf } from '../../scenario/explain/surroundings.ts';
import { LIBRARIES } from '../../scenario/import/library/index.ts';
import { openScenario } from '../scenario-file.ts';
import { openSettings } from '../settings-files.ts';
import { shippedNames } from '../shipped.ts';
import { widthOf } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { Configure } from './command.ts';

interface ExplainOptions {
  readonly from?: string;
  readonly rate?: string;
  readonly instances?: string;
  readonly scenario?: string;
}

export const configure: Configure = (command) => {
  command
    .argument('<files...>', 'a scenario, or files of a library as for import')
    .addOption(
      new Option('--from <library>', 'which library; left out, it is told by the file').choices(
        LIBRARIES.map(({ name }) => name),
      ),
    )
    .option('--rate <rate>', 'your traffic, such as 12/s')
    .option('--instances <number>', 'copies of the caller, each with a breaker of its own')
    .option('--scenario <scenario>', 'a scenario whose traffic and instances are yours')
    .addHelpText(
      'after',
      '\nExamples:\n  blackfriday explain retry-storm\n  blackfriday explain application.yml#paymentService --rate 12/s --instances 6',
    )
    .action(async (references: string[], options: ExplainOptions) => {
      const { pipeline, around } = await read(references, options);
      const width = widthOf(process.stdout, process.env);
      process.stdout.write(explanation(pipeline, told(around, options), width));
    });
};

interface Settings {
  readonly pipeline: Pipeline;
  readonly around: Surroundings;
}

/** A shipped scenario or a scenario file brings its own traffic; settings of a library have none. */
async function read(
  references: readonly string[],
  { from, scenario }: ExplainOptions,
): Promise<Settings> {
  const [reference] = references as [string];
  if (references.length === 1 && from === undefined && shippedNames().includes(reference)) {
    return ofScenario(reference);
  }
  const { decoded, account } = await openSettings(references, from);
  if (account.library === 'blackfriday' && references.length === 1) return ofScenario(reference);
  const around =
    scenario === undefined
      ? { rate: undefined, instances: 1 }
      : surroundingsOf((await openScenario(scenario)).scenario);
  return { pipeline: decoded, around: { ...around, account } };
}

async function ofScenario(reference: string): Promise<Settings> {
  const { scenario } = await openScenario(reference.replace(/^blackfriday:/, ''));
  return { pipeline: scenario.orderService.pipeline, around: surroundingsOf(scenario) };
}

/** What the options say has the last word. */
function told(around: Surroundings, options: ExplainOptions): Surroundings {
  const instances = options.instances === undefined ? around.instances : Number(options.instances);
  if (!Number.isInteger(instances) || instances < 1) {
    throw new UsageError(`--instances ${options.instances}: expected a whole number of at least 1`);
  }
  if (options.rate === undefined) return { ...around, instances };
  const perSecond = rateOf(options.rate);
  return { ...around, instances, rate: { low: perSecond, high: perSecond } };
}

function rateOf(text: string): number {
  try {
    const perSecond = decode(rate, text);
    if (perSecond > 0) return perSecond;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
  }
  throw new UsageError(`--rate ${text}: expected a rate such as 300/s or 12/min, above 0/s`);
}
