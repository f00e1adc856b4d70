import * as v from 'valibot';
import { BREAKER_STATES } from '../../resilience/breaker/state.ts';
import { block, finite, whole } from '../result-numbers.ts';
import { FACTS } from './facts.ts';
import type { FindingsJson } from './findings.ts';
import { STUDY_ROWS } from './rows.ts';
import { TICK_COLUMNS } from './tick-columns.ts';

/** Findings as they come back from a file: all that is put together must be there. */

const numbers = v.array(finite);
const moments = v.object({ count: whole, lacking: whole, sum: numbers, squares: numbers });

const tally = v.pipe(
  v.object({ cut: whole, values: numbers, counts: v.array(whole) }),
  v.check(({ values, counts }) => values.length === counts.length, 'as many counts as values'),
);

const sample = v.object({ moments, tally });
const pairedSample = v.object({
  moments,
  tally,
  signs: block(whole, 'more', 'equal', 'less'),
});
const counted = block(whole, 'yes', 'no', 'unknown');

/** An object with an entry for each of these names. */
function each<Value>(names: readonly string[], value: v.GenericSchema<unknown, Value>) {
  const entries = Object.fromEntries(names.map((name) => [name, value]));
  return v.object(entries) as v.GenericSchema<unknown, Readonly<Record<string, Value>>>;
}

const paths = STUDY_ROWS.map(({ path }) => path);

const seed = v.pipe(finite, v.safeInteger('a whole number'));
export const seedSet = v.array(
  v.object({ from: seed, count: v.pipe(whole, v.minValue(1, 'a whole number of at least 1')) }),
);

const tick = v.object({
  states: v.record(v.picklist(BREAKER_STATES), whole),
  columns: each(
    TICK_COLUMNS.map(({ path }) => path),
    sample,
  ),
});

const arm = v.object({
  metrics: each(paths, sample),
  differences: v.nullable(each(paths, pairedSample)),
  facts: each(
    FACTS.map(({ name }) => name),
    counted,
  ),
  ticks: v.array(tick),
});

export const findingsSchema = v.object({
  seeds: seedSet,
  arms: v.pipe(v.array(arm), v.minLength(1, 'at least one arm')),
  thresholds: v.array(v.object({ verdicts: counted, observed: sample })),
}) satisfies v.GenericSchema<unknown, FindingsJson>;
