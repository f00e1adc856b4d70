import { readStudy, type StudyState } from '../../experiment/study/read-study.ts';
import { beginStudy } from '../../experiment/study/run-study.ts';
import { sizeOf } from '../../experiment/study/seed-set.ts';
import type { Moments } from '../../experiment/study/statistics/moments.ts';
import type { Study } from '../../experiment/study/study.ts';
import { findFlips, type Probe } from '../../experiment/study/sweep/flips.ts';
import { readSweep, rowOf, type SweepAim } from '../../experiment/study/sweep/read-sweep.ts';
import type { SweepPlan } from '../../experiment/study/sweep/sweep-plan.ts';
import type { SweepFlip } from '../../experiment/study/sweep/sweep-result.ts';
import { documentOf, type SweepDocument } from '../../report/account/sweep/subject.ts';
import type { SheetFormat } from '../../report/sheet/format.ts';
import type { SweptStudy } from '../../report/sweep/index.ts';
import { type Override, varyOption } from '../../scenario/overrides.ts';
import { type Output, writePieces } from '../output.ts';
import type { Pictures } from '../pictures.ts';
import { wantsColour, widthOf } from '../terminal.ts';
import type { Hands } from './hands.ts';
import { carryOut } from './study-run.ts';
import { tellOutcome } from './write-study.ts';

/** What a study of cells is a sweep of. */
export interface Swept {
  readonly swept: SweepPlan;
  readonly aim: SweepAim;
  /** Of all cells. */
  readonly overrides: readonly Override[];
}

interface Telling {
  readonly format: SheetFormat<SweptStudy>;
  readonly look: { readonly quiet: boolean; readonly color: boolean; readonly ascii: boolean };
  readonly output: Output;
  readonly pictures: Pick<Pictures<SweepDocument>, 'write'>;
}

/** Looks for where the better arm changes, tells all of it, and answers the exit code. */
export async function tellSweep(
  { swept, aim, overrides }: Swept,
  state: StudyState,
  hands: Hands,
  { format, look, output, pictures }: Telling,
): Promise<number> {
  const study = readStudy(state);
  const partial = study.partial !== undefined;
  const flips = partial ? [] : await flipsOf(swept, state, aim, hands, look);
  const sweep = readSweep(swept, state, aim, flips);
  // The first cell's own settings are no part of what all cells share.
  const scenario = { ...study.scenario, overrides: overrides.map(({ option }) => option) };
  const facts = { study, scenario, seeds: study.seeds, sweep, partial };
  const pieces = format.write(facts, {
    ...look,
    width: widthOf(output.screen, process.env),
    colour: wantsColour(output.screen, process.env, look.color),
  });
  await writePieces(output, pieces);
  output.commit();
  await pictures.write(documentOf(facts));
  return tellOutcome({ ...study, cells: study.cells.map(withoutThresholds) }, look.quiet);
}

/** Thresholds are promises of the scenario as it is, not of every cell of a grid. */
function withoutThresholds(cell: Study['cells'][number]): Study['cells'][number] {
  return { ...cell, thresholds: [] };
}

/** Each round of probes is a study of its own, on the same seeds. */
async function flipsOf(
  swept: SweepPlan,
  state: StudyState,
  aim: SweepAim,
  hands: Hands,
  look: Telling['look'],
): Promise<readonly SweepFlip[]> {
  const search = findFlips(swept, state, aim);
  let step = search.next([]);
  while (step.done !== true) {
    const probes = step.value;
    const cells = probes.map((one) => cellOf(swept.varied, one));
    const probed = beginStudy({ ...state.plan, cells }, state.seeds, null);
    const found = await carryOut(probed, hands, look);
    if (found.findings.some((one) => sizeOf(one.seeds) < sizeOf(state.seeds))) return [];
    step = search.next(probes.map((probe, cell) => differenceAt(found, cell, probe, aim)));
  }
  return step.value;
}

function cellOf(varied: SweepPlan['varied'], { values }: Probe) {
  const overrides = varied.map(({ path }, axis) => {
    const assignment = `${path}=${values[axis]!}`;
    return { assignment, option: varyOption(assignment).option };
  });
  return { overrides };
}

function differenceAt(
  { findings }: StudyState,
  cell: number,
  { arm }: Probe,
  { metric }: SweepAim,
): Moments {
  return findings[cell]!.arms[arm]!.differences![rowOf(metric)]!.sample.moments;
}
