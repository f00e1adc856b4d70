import type { StudyPlan } from '../../experiment/study/plan.ts';
import { readStudy, type StudyState } from '../../experiment/study/read-study.ts';
import { beginStudy } from '../../experiment/study/run-study.ts';
import { sizeOf } from '../../experiment/study/seed-set.ts';
import type { Study } from '../../experiment/study/study.ts';
import { count } from '../../report/figures.ts';
import { EXIT } from '../exit-code.ts';
import { heedInterruption } from '../interruption.ts';
import { openOutput, writePieces } from '../output.ts';
import type { ReportOptions } from '../run-options.ts';
import { tell } from '../tell.ts';
import { wantsColour, widthOf } from '../terminal.ts';
import { conduct } from './conduct.ts';
import type { StudyWish } from './study-options.ts';
import { studyReporterOf } from './study-reporter-of.ts';
import { alone, hire } from './workforce.ts';

/** Runs a study, writes it as the options want it, and answers the exit code. */
export async function simulateStudy(
  plan: StudyPlan,
  wish: StudyWish,
  inputs: readonly string[],
  options: ReportOptions,
): Promise<number> {
  const reporter = studyReporterOf(options);
  const state = beginStudy(plan, [wish.seeds], wish.shard);
  const output = openOutput(options.output, options, inputs);
  const interruption = heedInterruption();
  const workforce = wish.jobs === 1 ? alone(plan) : hire(plan, wish.jobs);
  try {
    await conduct(state, { workforce, interruption, onProgress: () => {} });
    const study = readStudy(state);
    const pieces = reporter.write(study, {
      ...options,
      width: widthOf(output.screen, process.env),
      colour: wantsColour(output.screen, process.env, options.color),
    });
    await writePieces(output, pieces);
    output.commit();
    return conclude(study, state, options.quiet);
  } finally {
    await workforce.close();
    interruption.release();
    output.discard();
  }
}

function conclude(study: Study, state: StudyState, quiet: boolean): number {
  if (study.partial !== undefined) {
    const seen = state.findings.reduce((sum, { seeds }) => sum + sizeOf(seeds), 0);
    tell(`Interrupted: the study is partial, ${count(seen)} replications of it are known.`);
    return EXIT.interrupted;
  }
  const failed = study.cells.flatMap(({ thresholds }) =>
    thresholds.filter(({ verdict }) => verdict === 'failed'),
  );
  if (failed.length === 0 || study.shard !== undefined) return EXIT.good;
  if (!quiet) tell(`${count(failed.length)} thresholds failed.`);
  return EXIT.thresholdFailed;
}
