import { basename } from 'node:path';
import { armsOf } from '../../experiment/arms.ts';
import { ONLY_CELL, planOf, type StudyPlan } from '../../experiment/study/plan.ts';
import { readStudy } from '../../experiment/study/read-study.ts';
import { placeOf, SERVED, STUDY_ROWS } from '../../experiment/study/rows.ts';
import type { SweepAim } from '../../experiment/study/sweep/read-sweep.ts';
import { gridSize, sweepPlan, variesSettings } from '../../experiment/study/sweep/sweep-plan.ts';
import { metricProblem } from '../../experiment/study/tune/request.ts';
import type { SheetFormat } from '../../report/sheet/format.ts';
import { studyJson } from '../../report/study/json.ts';
import type { SweptStudy } from '../../report/sweep/index.ts';
import type { Override } from '../../scenario/overrides.ts';
import { ScenarioError } from '../../scenario/scenario-error.ts';
import { type Varied, variedByOptions } from '../../scenario/varied.ts';
import { EXIT } from '../exit-code.ts';
import { openOutput, writePieces } from '../output.ts';
import { openPictures, type PictureOptions } from '../pictures.ts';
import type { OpenedScenario } from '../scenario-file.ts';
import { UsageError } from '../usage-error.ts';
import { beginWith } from './begin.ts';
import { refuseLargeGrid } from './grid-estimate.ts';
import type { Hands } from './hands.ts';
import { openHands } from './hands-option.ts';
import { wordsOf } from './plan-of-scenario.ts';
import { SWEEP_PORTRAIT } from './portraits.ts';
import { printStudy } from './print.ts';
import type { StudyWish } from './study-options.ts';
import { carryOut } from './study-run.ts';
import { type Swept, tellSweep } from './tell-sweep.ts';

/** How a scenario is to be swept. */
export interface SweepRun {
  readonly vary: readonly string[];
  /** Null: orders served. */
  readonly metric: { readonly option: string; readonly path: string } | null;
  readonly wish: StudyWish;
  readonly format: SheetFormat<SweptStudy>;
  readonly look: PictureOptions & {
    readonly output: string;
    readonly color: boolean;
    readonly ascii: boolean;
  };
}

/** Sweeps, writes what came of it, and answers the exit code. */
export async function sweepScenario(
  reference: string | undefined,
  opened: OpenedScenario,
  overrides: readonly Override[],
  run: SweepRun,
): Promise<number> {
  const { wish, look } = run;
  const aim = aimOf(run.metric);
  const varied = readVaried(run.vary);
  const base = basePlan(reference, opened, overrides, varied, run.metric);
  const hands = await openHands(wish.hands, look);
  try {
    refuseLargeGrid(base, varied, wish.seeds.count, hands.jobs, gridSize(varied));
    const swept = sweepPlan(base, varied, opened.scenario.arms.length > 0);
    return await sweepBy(hands, { swept, aim, overrides, files: opened.files }, run);
  } finally {
    await hands.close();
  }
}

interface Sweeping extends Swept {
  readonly files: readonly string[];
}

async function sweepBy(
  hands: Hands,
  { swept, aim, overrides, files }: Sweeping,
  run: SweepRun,
): Promise<number> {
  const { wish, look } = run;
  const output = openOutput(look.output, look, files);
  const pictures = await openPictures(SWEEP_PORTRAIT, look, files);
  try {
    if (wish.print !== null) return await printStudy(swept.plan, wish.print, wish, output);
    const state = await carryOut(await beginWith(swept.plan, wish), hands, look);
    if (wish.shard !== null) {
      const study = readStudy(state);
      await writePieces(output, studyJson(study));
      output.commit();
      return study.partial === undefined ? EXIT.good : EXIT.interrupted;
    }
    return await tellSweep({ swept, aim, overrides }, state, hands, { ...run, output, pictures });
  } finally {
    pictures.discard();
    output.discard();
  }
}

/** Throws UsageError, or ScenarioError, where it is no metric that a sweep can look at. */
export function aimOf(asked: SweepRun['metric']): SweepAim {
  if (asked === null) return { metric: SERVED, better: 'more' };
  const { option, path } = asked;
  const place = { kind: 'option', option: `--${option} ${path}` } as const;
  const problem = metricProblem(path, place, '');
  if (problem !== undefined) throw new ScenarioError([problem]);
  if (option === 'maximise') return { metric: path, better: 'more' };
  if (option === 'minimise') return { metric: path, better: 'less' };
  const { better } = STUDY_ROWS[placeOf(path)!]!;
  if (better !== null) return { metric: path, better };
  throw new UsageError(
    `--metric ${path}: neither more nor less of it is better by itself; say --maximise or --minimise`,
  );
}

function readVaried(vary: readonly string[]): readonly Varied[] {
  const { varied, problems } = variedByOptions(vary);
  if (problems.length > 0) throw new ScenarioError(problems);
  return varied;
}

function basePlan(
  reference: string | undefined,
  { scenario, source, texts }: OpenedScenario,
  overrides: readonly Override[],
  varied: readonly Varied[],
  metric: SweepRun['metric'],
): StudyPlan {
  const hasOwnArms = scenario.arms.length > 0;
  const axes = varied.flatMap(({ path, values }) => ['--vary', `${path}=${values.join(',')}`]);
  const aim = metric === null ? [] : [`--${metric.option}`, metric.path];
  const arms = armsOf(scenario).map(({ name }) => name);
  return planOf({
    command: [
      'sweep',
      ...(reference === undefined ? [] : [reference]),
      ...overrides.flatMap(({ option }) => wordsOf(option)),
      ...axes,
      ...aim,
    ],
    // The folder is another on every machine.
    source: { ...source, name: basename(source.name) },
    files: texts,
    overrides,
    arms: variesSettings(varied, hasOwnArms) ? 'all' : arms,
    cells: ONLY_CELL,
    ticks: false,
  });
}
