import * as v from 'valibot';
import { block, finite, whole } from '../../result-numbers.ts';
import { text, unit } from '../reading-schema.ts';
import type { TuneResult } from './tune-result.ts';

const estimate = v.nullable(block(finite, 'mean', 'low', 'high'));
const truth = v.boolean('true or false');

const reason = v.variant('kind', [
  v.looseObject({ kind: v.literal('beaten') }),
  v.looseObject({ kind: v.literal('constraint'), constraint: whole }),
  v.looseObject({ kind: v.literal('nothing to measure') }),
]);

const setting = v.looseObject({
  path: text,
  values: v.array(text),
  today: v.nullable(text),
  share: v.nullable(finite),
  matters: v.nullable(truth),
  means: v.array(v.nullable(finite)),
  asGood: v.array(text),
});

const candidate = v.looseObject({
  settings: v.record(text, v.nullable(text)),
  leg: whole,
  replications: whole,
  value: estimate,
  dropped: v.nullable(v.looseObject({ after: whole, reason })),
});

const ENDINGS = [
  'one stands',
  'even',
  'out of replications',
  'none is left',
  'interrupted',
] as const;

const leg = v.looseObject({
  rounds: v.array(
    v.looseObject({
      replications: whole,
      leader: v.nullable(whole),
      dropped: v.array(v.looseObject({ candidate: whole, reason })),
      standing: whole,
    }),
  ),
  ending: v.picklist(ENDINGS, `one of ${ENDINGS.join(', ')}`),
});

const confirmed = v.looseObject({
  candidate: whole,
  value: estimate,
  gain: estimate,
  betterIn: whole,
  keptIn: v.array(whole),
  isSound: truth,
});

const advice = v.variant('kind', [
  v.looseObject({ kind: v.literal('change'), to: whole }),
  v.looseObject({ kind: v.literal('today leads') }),
  v.looseObject({ kind: v.literal('no difference can be told'), leader: whole }),
  v.looseObject({ kind: v.literal('a constraint breaks'), leader: whole }),
  v.looseObject({ kind: v.literal('none keeps the constraints') }),
  v.looseObject({ kind: v.literal('interrupted'), leader: v.nullable(whole) }),
]);

/** A tuning as it comes back from a file. */
export const tuneSchema = v.pipe(
  v.looseObject({
    format: v.literal('blackfriday.tuning/1', '"blackfriday.tuning/1"'),
    scenario: v.looseObject({ name: text, title: text, overrides: v.array(text) }),
    seed: finite,
    arm: text,
    against: v.exactOptional(v.looseObject({ chaos: v.array(text) })),
    aim: v.looseObject({
      metric: text,
      goal: v.picklist(['maximise', 'minimise'], 'maximise or minimise'),
      unit,
    }),
    constraints: v.array(text),
    settings: v.array(setting),
    grid: finite,
    candidates: v.pipe(v.array(candidate), v.minLength(1, 'at least one candidate')),
    legs: v.pipe(v.array(leg), v.minLength(1, 'at least one race')),
    standing: v.array(whole),
    isLocal: truth,
    confirmed: v.array(confirmed),
    advice,
    recommended: v.record(text, text),
    runs: whole,
    replications: block(whole, 'race', 'confirmation'),
    verdict: v.array(text),
  }),
  v.check(
    ({ candidates, standing, confirmed }) =>
      [...standing, ...confirmed.map((one) => one.candidate)].every(
        (number) => number < candidates.length,
      ),
    'numbers of candidates that there are',
  ),
) satisfies v.GenericSchema<unknown, TuneResult>;
