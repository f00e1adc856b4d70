import { armsOf } from '../../experiment/arms.ts';
import type { CallRecord } from '../../experiment/call-record.ts';
import { experiment, type Progress } from '../../experiment/experiment.ts';
import type { ArmResult } from '../../experiment/result.ts';
import type { LessonStep } from '../../scenario/lesson.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { Finding } from './evidence.ts';

/** A list of calls that one reads has so many. */
const MOST_CALLS = 16;

/** Runs a step's scenario, once or on its seeds; yields as an experiment does. */
export function stepRun(step: LessonStep): Generator<Progress, Finding> {
  return step.seeds === null
    ? runOnce(step)
    : runOnSeeds(step.scenario, { from: 1, count: step.seeds });
}

function* runOnce({ scenario, show }: LessonStep): Generator<Progress, Finding> {
  const arms = armsOf(scenario);
  const calls: CallRecord[] = [];
  const last = arms.at(-1)!.name;
  const onCall = (record: CallRecord): void => {
    if (record.arm === last && calls.length < MOST_CALLS) calls.push(record);
  };
  const observer = show.includes('calls') ? { onCall } : {};
  const result = yield* experiment(scenario, arms, { ticks: true }, observer);
  return { kind: 'run', result, calls };
}

/** Every arm on each of these seeds. */
export function* runOnSeeds(
  scenario: Scenario,
  { from, count }: { readonly from: number; readonly count: number },
): Generator<Progress, Finding> {
  const arms = armsOf(scenario);
  const runs: (readonly ArmResult[])[] = [];
  for (let seed = from; seed < from + count; seed++) {
    const result = yield* experiment({ ...scenario, seed }, arms, { ticks: false }, {});
    runs.push(result.arms);
  }
  return { kind: 'study', study: { arms: arms.map(({ name }) => name), runs } };
}
