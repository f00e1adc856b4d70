import type { StudyPlan } from '../../experiment/study/plan.ts';
import { ONLY_CELL } from '../../experiment/study/plan.ts';
import { prepare } from '../../experiment/study/prepare.ts';
import { sweepPlan } from '../../experiment/study/sweep/sweep-plan.ts';
import { variedByOptions } from '../../scenario/varied.ts';
import { aimOf } from './sweep-run.ts';
import type { Swept } from './tell-sweep.ts';

/** What the command of a plan swept; null where it is no sweep, or its cells are not those of its command. */
export function sweepOfPlan(plan: StudyPlan): Swept | null {
  const [verb, ...words] = plan.command;
  if (verb !== 'sweep') return null;
  // Behind the scenario, where it is named, every option is followed by its value.
  const options = words.slice(words.length % 2);
  const values = (name: string): string[] =>
    options.filter((_, place) => place % 2 === 1 && options[place - 1] === name);
  const { varied, problems } = variedByOptions(values('--vary'));
  if (problems.length > 0 || varied.length === 0) return null;
  const metrics = ['metric', 'maximise', 'minimise'].flatMap((option) =>
    values(`--${option}`).map((path) => ({ option, path })),
  );
  const base = { ...plan, cells: ONLY_CELL };
  const swept = sweepPlan(base, varied, prepare(base, 0).scenario.arms.length > 0);
  if (JSON.stringify(swept.plan.cells) !== JSON.stringify(plan.cells)) return null;
  return { swept, aim: aimOf(metrics[0] ?? null), overrides: plan.overrides };
}
