import type { Task } from '../../experiment/study/plan.ts';
import { missingOf, type StudyState } from '../../experiment/study/read-study.ts';
import { sizeOf } from '../../experiment/study/seed-set.ts';
import type { Interruption } from '../interruption.ts';
import { abreast } from './abreast.ts';
import { Chunks } from './chunks.ts';
import type { Workforce } from './workforce.ts';

/** How far the replications have come. */
export interface StudyProgress {
  readonly done: number;
  readonly of: number;
}

/**
 * Has all that is missing run, and adds it to the study's findings as it comes in, whatever the order. Stops where
 * it is interrupted: what is known by then is in the findings.
 */
export async function conduct(
  state: StudyState,
  workforce: Workforce,
  interruption: Interruption,
  onProgress: (progress: StudyProgress) => void,
): Promise<void> {
  const missing = missingOf(state);
  const of = missing.reduce((sum, { seeds }) => sum + sizeOf(seeds), 0);
  const chunks = new Chunks(missing, workforce);
  let done = 0;
  const see = async (task: Task): Promise<void> => {
    const { findings, ms } = await workforce.run(task);
    if (interruption.requested) return;
    state.findings[task.cell]!.merge(findings);
    const replications = sizeOf(task.seeds);
    chunks.learn(ms / replications);
    done += replications;
    onProgress({ done, of });
  };
  await abreast(workforce, interruption, () => {
    const task = chunks.next();
    return task && see(task);
  });
}
