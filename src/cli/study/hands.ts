import type { StudyPlan } from '../../experiment/study/plan.ts';
import { alone, hire, type Workforce } from './workforce.ts';

/** Whoever runs the plans of a command, one after the other. */
export interface Hands {
  /** How many work, at least one. */
  readonly jobs: number;
  hire(plan: StudyPlan): Workforce;
  close(): Promise<void>;
}

export function threads(jobs: number): Hands {
  return {
    jobs,
    hire: (plan) => (jobs === 1 ? alone(plan) : hire(plan, jobs)),
    close: () => Promise.resolve(),
  };
}
