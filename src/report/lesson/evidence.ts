import { claimsThatHold } from '../../experiment/claim.ts';
import type { CallRecord, Result } from '../../experiment/result.ts';
import { type LessonStep, letterOf } from '../../scenario/lesson.ts';
import { ScenarioError } from '../../scenario/scenario-error.ts';

/** What came of a step's run. */
export interface Evidence {
  readonly result: Result;
  /** The first calls, where the step shows calls. */
  readonly calls: readonly CallRecord[];
  /** The place of the right choice. */
  readonly right: number;
}

/** Finds the right choice in what came of the run. Throws ScenarioError where not exactly one is right. */
export function evidenceOf(
  step: LessonStep,
  result: Result,
  calls: readonly CallRecord[],
): Evidence {
  const held = claimsThatHold(
    step.choices.map(({ claim }) => claim),
    result.arms,
  );
  const right = held.indexOf(true);
  if (held.filter(Boolean).length === 1) return { result, calls, right };
  const letters = held.flatMap((holds, place) => (holds ? [letterOf(place)] : []));
  const found =
    right < 0 ? 'no choice that is right' : `several that are right: ${letters.join(', ')}`;
  throw new ScenarioError([
    {
      place: step.choicesPlace,
      setting: `"${step.title}"`,
      found: `${found} of what comes of the run`,
      expected: 'exactly one: claims that exclude each other, the last of them "otherwise"',
      suggestion: undefined,
    },
  ]);
}
