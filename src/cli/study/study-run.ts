import type { StudyPlan } from '../../experiment/study/plan.ts';
import { readStudy, type StudyState } from '../../experiment/study/read-study.ts';
import { union } from '../../experiment/study/seed-set.ts';
import { look, seedsBefore } from '../../experiment/study/until.ts';
import { heedInterruption, type Interruption } from '../interruption.ts';
import { openOutput } from '../output.ts';
import { withPictures } from '../pictures.ts';
import { type ProgressLine, progressLine } from '../progress.ts';
import type { ReportOptions } from '../run-options.ts';
import { beginWith } from './begin.ts';
import { conduct } from './conduct.ts';
import type { Hands } from './hands.ts';
import { openHands } from './hands-option.ts';
import { STUDY_PORTRAIT } from './portraits.ts';
import { printStudy } from './print.ts';
import type { StudyWish } from './study-options.ts';
import { studyProgressText } from './study-progress.ts';
import { studyReporterOf } from './study-reporter-of.ts';
import type { Workforce } from './workforce.ts';
import { tellOutcome, writeStudy } from './write-study.ts';

/** Runs a study, writes it as the options want it, and answers the exit code. */
export async function simulateStudy(
  plan: StudyPlan,
  wish: StudyWish,
  inputs: readonly string[],
  options: ReportOptions,
): Promise<number> {
  const output = openOutput(options.output, options, inputs);
  try {
    if (wish.print !== null) return await printStudy(plan, wish.print, wish, output);
    const reporter = studyReporterOf(options, wish.shard !== null);
    return await withPictures(STUDY_PORTRAIT, options, inputs, async (pictures) => {
      const study = readStudy(await carriedOut(plan, wish, options));
      await writeStudy(study, reporter, output, options);
      await pictures.write(study);
      return tellOutcome(study, options.quiet);
    });
  } finally {
    output.discard();
  }
}

async function carriedOut(
  plan: StudyPlan,
  wish: StudyWish,
  options: ReportOptions,
): Promise<StudyState> {
  const begun = await beginWith(plan, wish);
  const hands = await openHands(wish.hands, options);
  try {
    return await carryOut(begun, hands, options);
  } finally {
    await hands.close();
  }
}

/** Runs what is missing; where it is interrupted, as much of it as was done by then. */
export async function carryOut(
  state: StudyState,
  hands: Hands,
  { quiet, ascii }: Pick<ReportOptions, 'quiet' | 'ascii'>,
): Promise<StudyState> {
  const progress = progressLine(process.stderr, { wanted: !quiet, ascii });
  const interruption = heedInterruption();
  const workforce = hands.hire(state.plan);
  try {
    return await untilPrecise(state, { workforce, interruption, progress, ascii });
  } finally {
    progress.erase();
    await workforce.close();
    interruption.release();
  }
}

interface How {
  readonly workforce: Workforce;
  readonly interruption: Interruption;
  readonly progress: ProgressLine;
  readonly ascii: boolean;
}

/** From look to look, where it is to become so precise; else once. */
async function untilPrecise(state: StudyState, how: How): Promise<StudyState> {
  for (let now = state; ; ) {
    const start = performance.now();
    await conduct(now, how.workforce, how.interruption, (progress) =>
      how.progress.show(() => {
        const text = studyProgressText(progress, performance.now() - start, how.ascii);
        return `${text}${how.workforce.words}`;
      }),
    );
    if (now.until === null || now.until.reached !== null || how.interruption.requested) return now;
    const until = look(now.until, now.findings);
    now = { ...now, until, seeds: union(now.seeds, [seedsBefore(until)]) };
    if (until.reached !== null) return now;
  }
}
