import { setImmediate } from 'node:timers/promises';
import { armsOf } from '../../experiment/arms.ts';
import { experiment } from '../../experiment/experiment.ts';
import type { CallRecord } from '../../experiment/result.ts';
import { type Evidence, evidenceOf } from '../../report/lesson/evidence.ts';
import type { LessonStep } from '../../scenario/lesson.ts';

/** A list of calls that one reads has so many. */
const MOST_CALLS = 16;

/** Runs a step's scenario and finds the right answer in it; null where `isUnwanted` says so meanwhile. */
export async function runStep(
  step: LessonStep,
  isUnwanted: () => boolean = () => false,
): Promise<Evidence | null> {
  const arms = armsOf(step.scenario);
  const calls: CallRecord[] = [];
  const last = arms.at(-1)!.name;
  const onCall = (record: CallRecord): void => {
    if (record.arm === last && calls.length < MOST_CALLS) calls.push(record);
  };
  const observer = step.show.includes('calls') ? { onCall } : {};
  const steps = experiment(step.scenario, arms, { ticks: true }, observer);
  for (;;) {
    const next = steps.next();
    if (next.done === true) return evidenceOf(step, next.value, calls);
    await setImmediate();
    if (isUnwanted()) return null;
  }
}
