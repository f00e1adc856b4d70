import { type Command, Option } from 'commander';
import * as v from 'valibot';
import type { SeedRange } from '../../experiment/study/seed-set.ts';
import type { Shard } from '../../experiment/study/shard.ts';
import { positiveShare } from '../../kernel/quantities.ts';
import type { PictureOptions } from '../pictures.ts';
import { UsageError } from '../usage-error.ts';
import { wholeOf } from '../whole-number.ts';
import {
  type HandsOptions,
  type HandsWish,
  handsWish,
  JOBS_OPTION,
  QUEUE_OPTION,
} from './hands-option.ts';
import { PRINTED, type PrintedName } from './print.ts';
import { parseSeeds } from './seeds-option.ts';
import { parseShard } from './shard-option.ts';

/** What commander reads of the options that make a study of a run. */
export interface StudyOptions extends HandsOptions {
  readonly seeds?: string;
  readonly until?: string;
  readonly maxSeeds?: string;
  readonly resume?: string;
  readonly shard?: string;
  readonly print?: PrintedName;
}

/** How a study is to be run. */
export interface StudyWish {
  readonly seeds: SeedRange;
  /** Goes on until this precise; null: until all seeds are seen. */
  readonly precision: number | null;
  readonly hands: HandsWish;
  readonly resume: string | null;
  readonly shard: Shard | null;
  readonly print: PrintedName | null;
}

/** Where `--until` says no more: enough for a share of one in a thousand to be seen. */
const MOST_SEEDS = 1_000;

export function addStudyOptions(command: Command): Command {
  return command
    .option('--seeds <number|a..b>', 'replications: a run of every arm on each of these seeds')
    .option(
      '--until <share>',
      'as many seeds as it takes to know orders paid this well, such as 1%',
    )
    .option('--max-seeds <number>', `with --until: not more than these; left out, ${MOST_SEEDS}`)
    .option(...JOBS_OPTION)
    .option(...QUEUE_OPTION)
    .option('--resume <file>', 'a study to go on from, which --format json wrote')
    .option(
      '--shard <i/n|auto>',
      'this part of the study only, for merge; auto asks the environment',
    )
    .addOption(
      new Option(
        '--print <engine>',
        'run nothing: write what runs the study on many machines',
      ).choices(PRINTED.map(({ name }) => name)),
    );
}

/** Null where one run is wanted, and no study. Throws UsageError where the options do not go together. */
export function studyWish(
  options: StudyOptions & PictureOptions & { readonly seed?: string },
  env: Readonly<Record<string, string | undefined>>,
): StudyWish | null {
  const { seeds, until, resume = null, shard, print = null } = options;
  if (seeds === undefined && until === undefined) {
    refuseIdle(options);
    return null;
  }
  if (options.seed !== undefined) {
    throw new UsageError('--seed shows one run, and --seeds or --until many: give one of them');
  }
  if (seeds !== undefined && until !== undefined) {
    throw new UsageError('--until finds out how many seeds it takes: --max-seeds bounds them');
  }
  if (until === undefined && options.maxSeeds !== undefined) {
    throw new UsageError('--max-seeds goes with --until');
  }
  if (until !== undefined && (shard !== undefined || print !== null)) {
    throw new UsageError(
      '--until looks at all seeds together, which shards cannot: say how many with --seeds',
    );
  }
  if (print !== null) refuseBesidePrint(options);
  if (print !== null || shard !== undefined) refusePictures(options);
  return {
    seeds: seeds === undefined ? { from: 1, count: mostSeeds(options) } : parseSeeds(seeds),
    precision: until === undefined ? null : parsePrecision(until),
    hands: handsWish(options),
    resume,
    shard: shard === undefined ? null : parseShard(shard, env),
    print,
  };
}

/** A script that is written runs nothing. */
function refuseBesidePrint({ queue, resume }: StudyOptions): void {
  if (queue !== undefined) {
    throw new UsageError('--print is for shards, which --queue does without: give one of them');
  }
  if (resume !== undefined) {
    throw new UsageError('--print writes what makes the study, and --resume goes on from one');
  }
}

/** Where parts of a study are made, or a script that makes them. */
function refusePictures({ html, svg, png }: PictureOptions): void {
  const drawn = Object.entries({ html, svg, png }).find(([, file]) => file !== undefined);
  if (drawn === undefined) return;
  throw new UsageError(`--${drawn[0]} draws a whole study: merge draws it from its parts`);
}

/** What means nothing of one run. */
function refuseIdle({ maxSeeds, jobs, queue, resume, shard, print }: StudyOptions): void {
  const given = Object.entries({ 'max-seeds': maxSeeds, jobs, queue, resume, shard, print }).find(
    ([, value]) => value !== undefined,
  );
  if (given === undefined) return;
  throw new UsageError(`--${given[0]} is for a study of many seeds: say which with --seeds 30`);
}

function mostSeeds({ maxSeeds }: StudyOptions): number {
  return maxSeeds === undefined ? MOST_SEEDS : wholeOf('--max-seeds', maxSeeds, 2, 1e9);
}

function parsePrecision(text: string): number {
  const number = Number(text);
  const read = v.safeParse(positiveShare, Number.isNaN(number) ? text : number);
  if (read.success && read.output < 1) return read.output;
  throw new UsageError(
    `--until: found ${JSON.stringify(text)}, expected a share above 0 and below 100 %, such as 1%`,
  );
}
