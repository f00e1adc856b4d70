import { type Command, Option } from 'commander';
import { addPictureOptions, type PictureOptions } from '../pictures.ts';
import { addScenarioOptions, type RunOptions, repeated } from '../run-options.ts';
import { UsageError } from '../usage-error.ts';
import { type HandsOptions, JOBS_OPTION, QUEUE_OPTION } from './hands-option.ts';

/** What commander reads of the options of every command that runs many variants of a scenario and tells one thing of all. */
export interface SearchOptions
  extends HandsOptions,
    PictureOptions,
    Pick<RunOptions, 'pipeline' | 'seed' | 'set' | 'duration' | 'tick'> {
  readonly format: string;
  readonly color: boolean;
  readonly ascii: boolean;
}

interface Wording {
  /** The default first. */
  readonly formats: readonly { readonly name: string; readonly summary: string }[];
  /** What --quiet leaves. */
  readonly quiet: string;
}

/** What it is run on, besides those of its own. */
export function addSubjectOptions(command: Command): Command {
  return addScenarioOptions(command).argument(
    '[scenario]',
    'a file, the name of a shipped scenario, or - for standard input',
  );
}

/** Who runs it, and how it is told: after those of its own. */
export function addTellingOptions(command: Command, { formats, quiet }: Wording): Command {
  const lines = formats.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`);
  return addPictureOptions(command)
    .option(...JOBS_OPTION)
    .option(...QUEUE_OPTION)
    .addOption(
      new Option('--format <name>', 'of what is told')
        .choices(formats.map(({ name }) => name))
        .default(formats[0]!.name),
    )
    .option('--force', 'replace a file that exists', false)
    .option('--quiet', `no progress; ${quiet}`, false)
    .option('--no-color', 'no colour')
    .option('--ascii', 'ASCII characters only', false)
    .addHelpText('after', `\nFormats:\n${lines.join('\n')}`);
}

/** `--vary path=values`, which may be repeated. */
export function varyOption(what: string, example: string): Option {
  return new Option(
    '--vary <path=values>',
    `${what}: path=${example}, or a range: path=1s..60s/8log; may be repeated`,
  )
    .argParser(repeated)
    .default([]);
}

/** What studies of seeds have, and what to do where each step depends on those before it. */
const WHOLE_ONLY = {
  shard: '--queue redis://… has many machines run it',
  print: '--queue redis://… has many machines run it',
  resume: 'the same command begins anew, and comes to the same',
};

/** Has it said what to do instead of that which studies of seeds can and this cannot. */
export function refuseParts(command: Command, why: string): Command {
  return Object.entries(WHOLE_ONLY).reduce(
    (known, [name, instead]) =>
      known.addOption(
        new Option(`--${name} [value]`).hideHelp().argParser(() => {
          throw new UsageError(`--${name}: ${why}: ${instead}`);
        }),
      ),
    command,
  );
}
