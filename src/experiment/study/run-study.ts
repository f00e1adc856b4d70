import { Findings, replicate } from './findings.ts';
import type { StudyPlan } from './plan.ts';
import { prepare } from './prepare.ts';
import { missingOf, type StudyState } from './read-study.ts';
import type { SeedSet } from './seed-set.ts';
import type { Shard } from './shard.ts';

/** A study of which nothing was run yet. Throws ScenarioError where a cell's scenario cannot be run. */
export function beginStudy(plan: StudyPlan, seeds: SeedSet, shard: Shard | null): StudyState {
  const prepared = plan.cells.map((_, cell) => prepare(plan, cell));
  const findings = prepared.map(({ arms, scenario }) => Findings.empty(arms.length, scenario));
  return { plan, prepared, seeds, shard, findings };
}

/** Runs all that is missing, in this process; what was found is added to the study. */
export function runStudy(state: StudyState): void {
  for (const { cell, seeds } of missingOf(state)) {
    state.findings[cell]!.merge(replicate(state.prepared[cell]!, seeds));
  }
}
