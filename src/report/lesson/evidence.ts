import type { CallRecord } from '../../experiment/call-record.ts';
import { claimsThatHold } from '../../experiment/claim.ts';
import type { Result } from '../../experiment/result.ts';
import { claimsThatHoldOver, type SeedRuns } from '../../experiment/study/seed-runs.ts';
import { type LessonStep, letterOf } from '../../scenario/lesson.ts';
import { ScenarioError } from '../../scenario/scenario-error.ts';

/** What came of a step: of one run, or of a study of many seeds. */
export type Finding =
  | {
      readonly kind: 'run';
      readonly result: Result;
      /** The first calls, where the step shows calls. */
      readonly calls: readonly CallRecord[];
    }
  | { readonly kind: 'study'; readonly study: SeedRuns };

export type Evidence = Finding & {
  /** The place of the right choice. */
  readonly right: number;
};

/** The arms' names, the baseline first. */
export function armsIn(finding: Finding): readonly string[] {
  if (finding.kind === 'study') return finding.study.arms;
  return finding.result.arms.map(({ name }) => name);
}

/** Finds the right choice in what came of a step. Throws ScenarioError where not exactly one is right. */
export function evidenceOf(step: LessonStep, finding: Finding): Evidence {
  const claims = step.choices.map(({ claim }) => claim);
  const held =
    finding.kind === 'run'
      ? claimsThatHold(claims, finding.result.arms)
      : claimsThatHoldOver(claims, finding.study);
  const right = held.indexOf(true);
  if (held.filter(Boolean).length === 1) return { ...finding, right };
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
