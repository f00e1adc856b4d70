import type { Problem } from './problem.ts';
import { problemsText } from './problem-text.ts';

/** A scenario that cannot be run; holds every problem, and its message tells them all. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problemsText(problems));
    this.problems = problems;
  }
}
