import { setImmediate } from 'node:timers/promises';
import { armsOf } from '../../experiment/arms.ts';
import type { CallRecord } from '../../experiment/call-record.ts';
import { experiment } from '../../experiment/experiment.ts';
import type { ArmResult } from '../../experiment/result.ts';
import { type Evidence, evidenceOf, type Finding } from '../../report/lesson/evidence.ts';
import type { LessonStep } from '../../scenario/lesson.ts';
import type { Scenario } from '../../scenario/schema.ts';

/** A list of calls that one reads has so many. */
const MOST_CALLS = 16;

type IsUnwanted = () => boolean;

/** Runs a step's scenario and finds the right answer in it; null where `isUnwanted` says so meanwhile. */
export async function runStep(
  step: LessonStep,
  isUnwanted: IsUnwanted = () => false,
): Promise<Evidence | null> {
  const finding = await (step.seeds === null
    ? runOnce(step, isUnwanted)
    : runStudy(step.scenario, { from: 1, count: step.seeds }, isUnwanted));
  return finding && evidenceOf(step, finding);
}

async function runOnce(
  { scenario, show }: LessonStep,
  isUnwanted: IsUnwanted,
): Promise<Finding | null> {
  const arms = armsOf(scenario);
  const calls: CallRecord[] = [];
  const last = arms.at(-1)!.name;
  const onCall = (record: CallRecord): void => {
    if (record.arm === last && calls.length < MOST_CALLS) calls.push(record);
  };
  const observer = show.includes('calls') ? { onCall } : {};
  const steps = experiment(scenario, arms, { ticks: true }, observer);
  for (;;) {
    const next = steps.next();
    if (next.done === true) return { kind: 'run', result: next.value, calls };
    await setImmediate();
    if (isUnwanted()) return null;
  }
}

/** Every arm on each of these seeds. */
export async function runStudy(
  scenario: Scenario,
  seeds: { readonly from: number; readonly count: number },
  isUnwanted: IsUnwanted = () => false,
): Promise<Finding | null> {
  const arms = armsOf(scenario);
  const runs: (readonly ArmResult[])[] = [];
  for (let seed = seeds.from; seed < seeds.from + seeds.count; seed++) {
    const steps = experiment({ ...scenario, seed }, arms, { ticks: false }, {});
    let next = steps.next();
    for (; next.done !== true; next = steps.next()) {
      await setImmediate();
      if (isUnwanted()) return null;
    }
    runs.push(next.value.arms);
  }
  return { kind: 'study', study: { arms: arms.map(({ name }) => name), runs } };
}
