import { setImmediate } from 'node:timers/promises';
import { type Evidence, evidenceOf } from '../../report/lesson/evidence.ts';
import { stepRun } from '../../report/lesson/step-run.ts';
import type { LessonStep } from '../../scenario/lesson.ts';

/** Runs a step's scenario and finds the right answer in it; null where `isUnwanted` says so meanwhile. */
export async function runStep(
  step: LessonStep,
  isUnwanted: () => boolean = () => false,
): Promise<Evidence | null> {
  const running = stepRun(step);
  for (;;) {
    const next = running.next();
    if (next.done === true) return evidenceOf(step, next.value);
    await setImmediate();
    if (isUnwanted()) return null;
  }
}
