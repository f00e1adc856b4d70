import * as v from 'valibot';
import { count, positiveDuration, positiveNumber, share } from '../../kernel/quantities.ts';
import { decode, eitherBy, settings } from '../../kernel/settings.ts';
import { CHAOS_KIND_NAMES, type ChaosKindName } from './kind/index.ts';

/** More would be a day of work, and tell nothing new. */
const MAX_INCIDENTS = 100_000;

const ORDERED = 'a max of at least min';

const strength = v.pipe(
  settings({ min: v.optional(share, 0.1), max: v.optional(share, 1) }),
  v.check(({ min, max }) => max >= min, ORDERED),
);

const length = v.pipe(
  settings({ min: v.optional(positiveDuration), max: v.optional(positiveDuration) }),
  v.check(({ min = 0, max = Number.POSITIVE_INFINITY }) => max >= min, ORDERED),
);

const ofOneKind = settings({
  weight: v.optional(
    v.pipe(positiveNumber, v.description('How often it comes, against the others')),
    1,
  ),
  strength: v.optional(strength),
  length: v.optional(length),
});

export type Bounds = v.InferOutput<typeof ofOneKind>;

const each = Object.fromEntries(CHAOS_KIND_NAMES.map((kind) => [kind, v.optional(ofOneKind)]));

const SOME = 'at least one kind of trouble';
/** Spelled out: of so many kinds the compiler would not write the type of a scenario down. */
type Kinds = ChaosKindName[] | { [Kind in ChaosKindName]?: Bounds | undefined };

const kinds: v.GenericSchema<unknown, Kinds> = eitherBy(
  (input) => Array.isArray(input),
  v.pipe(v.array(v.picklist(CHAOS_KIND_NAMES), 'a list of kinds'), v.minLength(1, SOME)),
  v.pipe(
    settings(each as Record<ChaosKindName, v.OptionalSchema<typeof ofOneKind, undefined>>),
    v.check((block) => Object.keys(block).length > 0, SOME),
  ),
);

function names(of: string) {
  return v.pipe(
    v.array(v.string('a name'), `a list of names of ${of}`),
    v.minLength(1, 'at least one name'),
  );
}

/** What `blackfriday chaos` draws from. */
export const chaosSettings = settings({
  incidents: v.optional(
    v.pipe(count(1, MAX_INCIDENTS), v.description('How many are drawn; each is a run of its own')),
    1000,
  ),
  atOnce: v.optional(
    v.pipe(
      count(1, CHAOS_KIND_NAMES.length),
      v.description(
        'At most so many troubles overlap in one; each further one with a chance of 25%',
      ),
    ),
    2,
  ),
  strength: v.optional(
    v.pipe(strength, v.description('0%: hardly to be seen. 100%: as bad as the kind gets')),
    {},
  ),
  length: v.optional(
    v.pipe(length, v.description('How long each trouble lasts; left out, 2% to 30% of the run')),
    {},
  ),
  kinds: v.optional(
    v.pipe(
      kinds,
      v.description('A list, or a block with a weight and bounds a kind; left out, all'),
    ),
  ),
  services: v.optional(
    v.pipe(
      names('services'),
      v.description('Of a graph: which services may be struck; left out, all that others call'),
    ),
  ),
  regions: v.optional(
    v.pipe(
      names('regions'),
      v.description('Of a graph: which regions, and the ways to them; left out, all'),
    ),
  ),
  script: v.optional(
    v.pipe(
      v.picklist(['drop', 'keep']),
      v.description("drop: the incident takes the place of the scenario's own script"),
    ),
    'drop',
  ),
  tolerance: v.optional(
    v.pipe(share, v.description('The share of incidents that may break a threshold')),
    0,
  ),
});

export type ChaosSettings = v.InferOutput<typeof chaosSettings>;

/** What a scenario without a `chaos` block means. */
export const chaosDefaults: ChaosSettings = decode(chaosSettings, {});
