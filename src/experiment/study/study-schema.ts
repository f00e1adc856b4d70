import * as v from 'valibot';
import { whole } from '../result-numbers.ts';
import { findingsSchema, seedSet } from './findings-schema.ts';
import type { StudyPlan } from './plan.ts';

const text = v.string('a text');
const override = v.object({ assignment: text, option: text });

const plan = v.object({
  version: text,
  command: v.array(text),
  source: v.object({ name: text, text }),
  files: v.record(text, text),
  overrides: v.array(override),
  arms: v.union([v.literal('all'), v.array(text)], '"all" or a list of names'),
  cells: v.pipe(
    v.array(v.object({ overrides: v.array(override) })),
    v.minLength(1, 'at least one cell'),
  ),
  ticks: v.boolean('true or false'),
}) satisfies v.GenericSchema<unknown, StudyPlan>;

/**
 * What a study's file must hold for a run to go on from it, or a merge to be made. What was read off its
 * findings is not looked at: it is read off again.
 */
export const studySchema = v.object({
  format: v.literal('blackfriday.study/1', '"blackfriday.study/1"'),
  identity: text,
  seeds: seedSet,
  shard: v.exactOptional(v.object({ index: whole, of: whole })),
  plan,
  findings: v.array(findingsSchema),
});

/** As much of a study as its file is trusted with. */
export type StudyPart = v.InferOutput<typeof studySchema>;
