import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { NamedPart } from '../../../src/experiment/study/merge.ts';
import { ONLY_CELL, planOf, type StudyPlan } from '../../../src/experiment/study/plan.ts';
import { readStudy, type StudyState } from '../../../src/experiment/study/read-study.ts';
import { beginStudy, runStudy } from '../../../src/experiment/study/run-study.ts';
import type { Shard } from '../../../src/experiment/study/shard.ts';
import { studySchema } from '../../../src/experiment/study/study-schema.ts';

/** The plan of a study of a shipped scenario. */
export function shippedPlan(name: string, changes: Partial<StudyPlan> = {}): StudyPlan {
  const text = readFileSync(`scenarios/${name}.yaml`, 'utf8');
  return planOf({
    command: ['compare', name],
    source: { name: `${name}.yaml`, text },
    files: {},
    overrides: [],
    arms: 'all',
    cells: ONLY_CELL,
    ticks: false,
    ...changes,
  });
}

/** A study of so many seeds, or a shard of it, run to its end. */
export function studied(plan: StudyPlan, count: number, shard: Shard | null = null): StudyState {
  const state = beginStudy(plan, [{ from: 1, count }], shard);
  runStudy(state);
  return state;
}

export function textOf(state: StudyState): string {
  return JSON.stringify(readStudy(state));
}

/** As it comes back from a file. */
export function part(name: string, state: StudyState): NamedPart {
  return { name, part: v.parse(studySchema, JSON.parse(textOf(state))) };
}
