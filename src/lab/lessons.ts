import { parseAssignment } from '../scenario/assignment.ts';
import type { Lesson, LessonStep } from '../scenario/lesson.ts';
import { loadScenario } from '../scenario/load.ts';
import { loadLesson } from '../scenario/load-lesson.ts';
import { rewritten } from './knobs/turn.ts';
import type { ShippedLesson, ShippedScenario } from './lab-data.ts';
import type { Material } from './material.ts';

/** Opens a shipped lesson, whose steps run shipped scenarios. */
export function openLesson(
  { name, text }: ShippedLesson,
  shipped: readonly ShippedScenario[],
): Lesson {
  return loadLesson({ name, text }, (reference, overrides) => {
    const source = { name: `${reference}.yaml`, text: shippedText(reference, shipped) };
    return loadScenario(source, overrides, () => {
      throw new Error('the scenarios of lessons name no files');
    });
  });
}

/** What a step runs, as it is laid on the bench: the shipped scenario with what the step sets. */
export function materialOf(step: LessonStep, shipped: readonly ShippedScenario[]): Material {
  const writings = step.set.map((one) => parseAssignment(one));
  const text = rewritten(shippedText(step.reference, shipped), writings);
  const name = `${step.reference}.yaml`;
  if (step.vary.length === 0) return { name, text, files: {} };
  // What varies is arms: they are written out.
  const arms = Object.fromEntries(step.scenario.arms.map((arm) => [arm.name, arm.written]));
  return { name, text: rewritten(text, [{ path: ['arms'], value: arms }]), files: {} };
}

function shippedText(reference: string, shipped: readonly ShippedScenario[]): string {
  const found = shipped.find(({ name }) => name === reference);
  if (found === undefined) throw new Error(`${reference} is not shipped`);
  return found.text;
}
