import { Findings, replicate } from './findings.ts';
import type { StudyPlan, Task } from './plan.ts';
import { type Prepared, prepare } from './prepare.ts';
import { missingOf, type StudyState } from './read-study.ts';
import type { SeedSet } from './seed-set.ts';
import type { Shard } from './shard.ts';

/** A study of which nothing was run yet. Throws ScenarioError where a cell's scenario cannot be run. */
export function beginStudy(plan: StudyPlan, seeds: SeedSet, shard: Shard | null): StudyState {
  const prepared = plan.cells.map((_, cell) => prepare(plan, cell));
  const findings = prepared.map(({ arms, scenario }) => Findings.empty(arms.length, scenario));
  return { plan, prepared, seeds, shard, until: null, findings };
}

/** So many cells are kept ready. Tasks go from cell to cell, and one that has a trace is large. */
const READY = 16;

/** Runs tasks of a plan, wherever it stands: a cell is prepared once, as long as its tasks come together. */
export function runnerOf(plan: StudyPlan): (task: Task) => Findings {
  const cells = new Map<number, Prepared>();
  return ({ cell, seeds, also }) => {
    if (also !== undefined) return replicate(prepare(plan, cell, also), seeds);
    const prepared = cells.get(cell) ?? prepare(plan, cell);
    cells.set(cell, prepared);
    if (cells.size > READY) cells.delete(cells.keys().next().value!);
    return replicate(prepared, seeds);
  };
}

/** Runs all that is missing, in this process; what was found is added to the study. */
export function runStudy(state: StudyState): void {
  const run = runnerOf(state.plan);
  for (const task of missingOf(state)) state.findings[task.cell]!.merge(run(task));
}
