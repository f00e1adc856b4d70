import { seedsText, sizeOf } from '../../experiment/study/seed-set.ts';
import type { Study } from '../../experiment/study/study.ts';
import { count } from '../../report/figures.ts';
import type { StudyReporter } from '../../report/study/study-reporter.ts';
import { EXIT } from '../exit-code.ts';
import { type Output, writePieces } from '../output.ts';
import type { ReportOptions } from '../run-options.ts';
import { tell } from '../tell.ts';
import { wantsColour, widthOf } from '../terminal.ts';

/** Writes a study to its place, whole. */
export async function writeStudy(
  study: Study,
  reporter: StudyReporter,
  output: Output,
  options: ReportOptions,
): Promise<void> {
  const pieces = reporter.write(study, {
    ...options,
    width: widthOf(output.screen, process.env),
    colour: wantsColour(output.screen, process.env, options.color),
  });
  await writePieces(output, pieces);
  output.commit();
}

/** Tells what is no part of a study that is well and whole, and answers the exit code. */
export function tellOutcome({ cells, partial, shard, until }: Study, quiet: boolean): number {
  if (partial !== undefined) {
    const seen = cells.reduce((sum, { seeds }) => sum + sizeOf(seeds), 0);
    tell(
      `Interrupted: the study is partial, it knows ${count(seen)} replications. Written with --format json, --resume goes on from it.`,
    );
    return EXIT.interrupted;
  }
  if (until?.reached === false && !quiet) {
    tell(
      `Not as precise as --until asked for after ${seedsText(cells[0]!.seeds)}, all that --max-seeds allows.`,
    );
  }
  // What a part of a study shows is judged when all of it is there.
  if (shard !== undefined) return EXIT.good;
  const thresholds = cells.flatMap((cell) => cell.thresholds);
  const failed = thresholds.filter(({ verdict }) => verdict === 'failed').length;
  if (failed === 0) return EXIT.good;
  if (!quiet)
    tell(`${count(failed)} of ${count(thresholds.length)} thresholds failed in some seed.`);
  return EXIT.thresholdFailed;
}
