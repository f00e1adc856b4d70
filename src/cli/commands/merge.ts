import { MergeError, mergeParts, type NamedPart } from '../../experiment/study/merge.ts';
import { type Missing, missingParts } from '../../experiment/study/missing.ts';
import { readStudy, type StudyState } from '../../experiment/study/read-study.ts';
import { count } from '../../report/figures.ts';
import { SWEEP_FORMATS } from '../../report/sweep/index.ts';
import { type Output, openOutput } from '../output.ts';
import { withPictures } from '../pictures.ts';
import { addReportOptions, type ReportOptions } from '../run-options.ts';
import { handsWish, openHands } from '../study/hands-option.ts';
import { STUDY_PORTRAIT, SWEEP_PORTRAIT } from '../study/portraits.ts';
import { studyCommand } from '../study/print.ts';
import { formatOf } from '../study/retelling.ts';
import { readStudyFile } from '../study/study-file.ts';
import { studyReporterOf } from '../study/study-reporter-of.ts';
import { sweepOfPlan } from '../study/sweep-of-plan.ts';
import { type Swept, tellSweep } from '../study/tell-sweep.ts';
import { tellOutcome, writeStudy } from '../study/write-study.ts';
import { UsageError } from '../usage-error.ts';
import type { Configure } from './command.ts';

interface MergeOptions extends ReportOptions {
  readonly partial: boolean;
}

/** More commands than this are no help: a script makes them. */
const MOST_TOLD = 10;

export const configure: Configure = (command, session) => {
  command
    .argument('<parts...>', 'what --shard or --format json wrote, in any order')
    .option('--partial', 'tell what is known, though a part is missing', false);
  addReportOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  blackfriday compare --seeds 1000 --shard 3/40 -o part-3.json   one of forty, wherever it runs
  blackfriday merge part-*.json                                  the study, as one machine had made it
  blackfriday merge part-*.json --format json -o study.json
  blackfriday merge part-*.json --html study.html                a page to send`,
    )
    .action(async (paths: readonly string[], options: MergeOptions) => {
      const output = openOutput(options.output, options, paths);
      try {
        const parts: NamedPart[] = [];
        for (const path of paths) parts.push(await readStudyFile(path));
        const state = merged(parts);
        if (!options.partial) refuseMissing(state, parts);
        const swept = sweepOfPlan(state.plan);
        session.exitCode = await (swept === null
          ? tellStudy(state, { paths, options, output })
          : tellMergedSweep(swept, state, { paths, options, output }));
      } finally {
        output.discard();
      }
    });
};

interface Telling {
  readonly paths: readonly string[];
  readonly options: MergeOptions;
  readonly output: Output;
}

async function tellStudy(state: StudyState, { paths, options, output }: Telling): Promise<number> {
  const reporter = studyReporterOf(options, false);
  const study = readStudy(state);
  return await withPictures(STUDY_PORTRAIT, options, paths, async (pictures) => {
    await writeStudy(study, reporter, output, options);
    await pictures.write(study);
    return tellOutcome(study, options.quiet);
  });
}

/** As the sweep itself would have told it, on one machine. */
async function tellMergedSweep(
  swept: Swept,
  state: StudyState,
  { paths, options, output }: Telling,
): Promise<number> {
  const format = formatOf(SWEEP_FORMATS, 'a sweep', options);
  const hands = await openHands(handsWish({}), options);
  try {
    return await withPictures(SWEEP_PORTRAIT, options, paths, (pictures) =>
      tellSweep(swept, state, hands, { format, look: options, output, pictures }),
    );
  } finally {
    await hands.close();
  }
}

function merged(parts: readonly NamedPart[]): StudyState {
  try {
    return mergeParts(parts as [NamedPart, ...NamedPart[]]);
  } catch (error) {
    if (error instanceof MergeError) throw new UsageError(error.message);
    throw error;
  }
}

/** Names what is missing, with the commands that make it. */
function refuseMissing(state: StudyState, parts: readonly NamedPart[]): void {
  const [of, ...others] = new Set(parts.map(({ part }) => part.shard?.of ?? null));
  const missing = missingParts(state, others.length === 0 ? of! : null);
  if (missing.length === 0) return;
  const told = missing
    .slice(0, MOST_TOLD)
    .map((one) => `${wordsOf(one)}: ${commandOf(one, state)}`);
  const more = missing.length - told.length;
  throw new UsageError(
    [
      `${count(missing.length)} ${missing.length === 1 ? 'part is' : 'parts are'} missing; --partial tells what is known without`,
      ...told,
      ...(more > 0 ? [`and ${count(more)} more`] : []),
    ].join('\n  '),
  );
}

function wordsOf(missing: Missing): string {
  if (missing.kind === 'shard') return `shard ${missing.shard.index} of ${missing.shard.of}`;
  const { from, count: seeds } = missing.seeds;
  return `seeds ${from}..${from + seeds - 1}`;
}

function commandOf(missing: Missing, { plan }: StudyState): string {
  if (missing.kind === 'seeds') {
    const name = `part-${missing.seeds.from}.json`;
    return studyCommand(plan, missing.seeds, '--format', 'json', '-o', name);
  }
  const { index, of } = missing.shard;
  return studyCommand(plan, missing.seeds, '--shard', `${index}/${of}`, '-o', `part-${index}.json`);
}
