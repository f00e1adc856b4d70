import * as v from 'valibot';
import { isBlock } from '../../../kernel/settings.ts';
import { CHAOS_KINDS, type ChaosKindName } from '../../../scenario/chaos/kind/index.ts';
import type { Place } from '../../../scenario/chaos/place.ts';
import type { Written } from '../../../scenario/written.ts';
import { block, finite, notNegative, whole } from '../../result-numbers.ts';
import { headSchema } from '../../result-schema.ts';
import { differenceReading, interval, shareReading, text } from '../reading-schema.ts';
import type { ChaosResult } from './chaos-result.ts';

const truth = v.boolean('true or false');
const KINDS = CHAOS_KINDS.map(({ kind }) => kind) as ChaosKindName[];

/** As much of it as its words take. */
function isPlace(input: unknown): boolean {
  if (!isBlock(input)) return false;
  const named = (...keys: string[]): boolean => keys.every((key) => typeof input[key] === 'string');
  return named('service') || named('region') || named('from', 'to');
}

const trouble = v.looseObject({
  kind: v.picklist(KINDS, `one of ${KINDS.join(', ')}`),
  place: v.exactOptional(v.custom<Place>(isPlace, 'a service, a region or a way')),
  fromMs: notNegative,
  forMs: notNegative,
  strength: finite,
});

const group = v.looseObject({
  name: text,
  incidents: whole,
  arms: v.array(
    v.looseObject({
      served: v.looseObject({ mean: v.nullable(finite), interval }),
      worst: v.looseObject({ served: v.nullable(finite), interval }),
      recovers: shareReading,
      difference: v.nullable(differenceReading),
    }),
  ),
});

const harmEntries = {
  served: finite,
  servedByOther: finite,
  script: v.array(text),
  settings: v.array(
    v.looseObject({ path: v.array(text), value: v.array(v.custom<Written>(() => true)) }),
  ),
};

const worst = v.looseObject({
  number: whole,
  seed: finite,
  arm: text,
  against: v.nullable(text),
  troubles: v.array(trouble),
  whole: v.looseObject(harmEntries),
  shrunk: v.nullable(v.looseObject({ ...harmEntries, tried: whole })),
});

const summed = v.looseObject({ mean: finite, interval });
const returns = v.looseObject({
  savingCents: finite,
  returnOnInvestment: v.nullable(finite),
  paybackYears: v.nullable(finite),
});
const against = v.looseObject({
  saving: summed,
  returns,
  interval: v.nullable(v.looseObject({ worst: returns, best: returns })),
  horizonYears: finite,
});

const money = v.looseObject({
  currency: v.string('a text'),
  kinds: v.array(
    v.looseObject({
      kind: text,
      incidents: whole,
      perYear: v.nullable(finite),
      arms: v.array(summed),
    }),
  ),
  year: v.nullable(v.array(v.looseObject({ cost: summed, against: v.nullable(against) }))),
  lacking: v.array(text),
});

const incident = v.looseObject({
  number: whole,
  seed: finite,
  troubles: v.pipe(v.array(trouble), v.minLength(1, 'at least one trouble')),
  arms: v.array(
    v.looseObject({
      served: v.nullable(finite),
      recovers: v.nullable(truth),
      costCents: v.exactOptional(finite),
    }),
  ),
  broken: v.array(v.nullable(truth)),
});

/** A study of incidents as it comes back from a file. */
export const chaosSchema = v.pipe(
  v.looseObject({
    format: v.literal('blackfriday.chaos/1', '"blackfriday.chaos/1"'),
    scenario: headSchema,
    drawn: v.looseObject({
      incidents: whole,
      atOnce: whole,
      kinds: v.array(text),
      leftOut: v.array(text),
      ownScript: v.looseObject({ entries: whole, stays: truth }),
      fromMs: notNegative,
      untilMs: notNegative,
    }),
    arms: v.pipe(v.array(text), v.minLength(1, 'at least one arm')),
    all: group,
    kinds: v.array(group),
    places: v.exactOptional(v.array(group)),
    economics: v.exactOptional(money),
    verdict: v.array(text),
    thresholds: v.array(
      v.looseObject({
        text,
        arm: text,
        verdict: v.picklist(['passed', 'failed', 'not judged'], 'passed, failed or not judged'),
        broken: shareReading,
        tolerance: finite,
      }),
    ),
    worst: v.nullable(worst),
    incidents: v.array(incident),
    partial: v.exactOptional(block(whole, 'known')),
  }),
  v.check(
    ({ arms, all, kinds, places = [], economics, incidents }) =>
      [all, ...kinds, ...places, ...(economics?.kinds ?? []), ...incidents].every(
        (one) => one.arms.length === arms.length,
      ) && (economics?.year?.length ?? arms.length) === arms.length,
    'as many arms in every group and incident as there are arms',
  ),
) satisfies v.GenericSchema<unknown, ChaosResult>;
