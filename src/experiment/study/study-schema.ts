import * as v from 'valibot';
import { block, finite, whole } from '../result-numbers.ts';
import { findingsSchema, seedSet } from './findings-schema.ts';
import type { StudyPlan } from './plan.ts';
import type { StudyPart } from './study.ts';
import type { Until } from './until.ts';

const text = v.string('a text');
const setting = v.object({ assignment: text, option: text });
const override = v.union(
  [setting, v.object({ arm: text, option: text }), v.object({ vary: text, option: text })],
  'what an option sets',
);
export const overridesSchema = v.array(override);

/** What a worker is given to run a study by. */
export const planSchema = v.object({
  version: text,
  command: v.array(text),
  source: v.object({ name: text, text }),
  files: v.record(text, text),
  overrides: overridesSchema,
  arms: v.union([v.literal('all'), v.array(text)], '"all" or a list of names'),
  cells: v.pipe(
    v.array(v.object({ overrides: overridesSchema })),
    v.minLength(1, 'at least one cell'),
  ),
  ticks: v.boolean('true or false'),
}) satisfies v.GenericSchema<unknown, StudyPlan>;

const until = v.object({
  share: finite,
  most: whole,
  looks: block(whole, 'at', 'precise'),
  reached: v.nullable(v.boolean('true, false or null')),
}) satisfies v.GenericSchema<unknown, Until>;

/**
 * What a study's file must hold for a run to go on from it, or a merge to be made. What was read off its
 * findings is not looked at: it is read off again.
 */
export const studySchema = v.object({
  format: v.literal('blackfriday.study/1', '"blackfriday.study/1"'),
  identity: text,
  seeds: seedSet,
  shard: v.exactOptional(v.object({ index: whole, of: whole })),
  until: v.exactOptional(until),
  plan: planSchema,
  findings: v.array(findingsSchema),
}) satisfies v.GenericSchema<unknown, StudyPart>;
