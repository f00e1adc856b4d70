import * as v from 'valibot';
import { distribution, type NamedDistribution } from '../../kernel/distribution/index.ts';
import {
  count,
  duration,
  positiveDuration,
  positiveNumber,
  share,
} from '../../kernel/quantities.ts';
import { eitherBy, isBlock, settings } from '../../kernel/settings.ts';

const FACTOR = /^x\s*(\d+(?:\.\d+)?)$/;
const FACTOR_WORDS = 'a factor such as x3';
const BACKWARDS = /^(\d+(?:\.\d+)?)\s*x$/;

const factor = v.pipe(
  v.string(FACTOR_WORDS),
  v.regex(FACTOR, ({ input }) =>
    BACKWARDS.test(input) ? input.replace(BACKWARDS, 'a factor: x$1?') : FACTOR_WORDS,
  ),
  v.transform((text) => Number(FACTOR.exec(text)![1])),
);

const isFactor = (input: unknown): boolean =>
  typeof input === 'string' && (input.startsWith('x') || BACKWARDS.test(input));

/** How one number changes: to a value or by a factor, in `overMs` (0: at once, Infinity: the entry's time). */
export type Change<Value> =
  | { readonly kind: 'set'; readonly value: Value; readonly overMs: number }
  | { readonly kind: 'multiply'; readonly factor: number; readonly overMs: number };

/** Lets the ramp take the whole time of its entry. */
const WHOLE_ENTRY = Number.POSITIVE_INFINITY;

const has = (key: string) => (input: unknown) => isBlock(input) && key in input;

/**
 * A change as written: `50%` sets, `x3` multiplies, `{ ramp: 50% }` and `{ ramp: x3, over: 30s }` get
 * there in a straight line, over the whole time of the entry unless `over` says less.
 */
export function change<Value>(
  value: v.GenericSchema<unknown, Value>,
  target: v.GenericSchema<unknown, Change<Value>> = setOrMultiply(value),
): v.GenericSchema<unknown, Change<Value>> {
  const set = v.pipe(
    settings({ set: setOrMultiply(value) }),
    v.transform(({ set: to }) => to),
  );
  const multiply = v.pipe(
    settings({ multiply: eitherBy(isFactor, factor, positiveNumber) }),
    v.transform(({ multiply: by }): Change<Value> => multiplied(by)),
  );
  const ramp = v.pipe(
    settings({ ramp: target, over: v.optional(positiveDuration) }),
    v.transform(({ ramp: to, over }): Change<Value> => ({ ...to, overMs: over ?? WHOLE_ENTRY })),
  );
  const steps = eitherBy(
    has('multiply'),
    multiply,
    eitherBy(has('set'), set, setOrMultiply(value)),
  );
  return eitherBy(has('ramp'), ramp, steps) as v.GenericSchema<unknown, Change<Value>>;
}

function setOrMultiply<Value>(value: v.GenericSchema<unknown, Value>) {
  return eitherBy(
    isFactor,
    byFactor,
    v.pipe(
      value,
      v.transform((to): Change<Value> => ({ kind: 'set', value: to, overMs: 0 })),
    ),
  ) as v.GenericSchema<unknown, Change<Value>>;
}

const multiplied = (by: number): Change<never> => ({ kind: 'multiply', factor: by, overMs: 0 });

const byFactor = v.pipe(factor, v.transform(multiplied));

/** A change of a distribution: a ramp can only stretch the one that is there. */
const distributionChange = change(distribution(duration), byFactor);

/** Any of them may be in force together, and each payment goes through those that are. */
export const MAX_SCRIPT = 1000;

/** How a service can be away. */
const OUTAGES = ['refuse', 'hang', 'crash'] as const;

export type Outage = (typeof OUTAGES)[number];

/** The keys of an entry of a script. */
export const scriptEntries = {
  at: duration,
  for: v.optional(
    v.pipe(
      positiveDuration,
      v.description(
        'How long it lasts; left out, to the end of the run. Then what was before is again',
      ),
    ),
  ),
  failureRate: v.optional(change(share)),
  declineRate: v.optional(change(share)),
  capacity: v.optional(change(count(0))),
  queue: v.optional(change(count(0))),
  slowdown: v.optional(change(duration)),
  latency: v.optional(distributionChange),
  network: v.optional(distributionChange),
  outage: v.optional(
    v.pipe(
      v.picklist(OUTAGES),
      v.description(
        'refuse: an instant error. hang: no answer at all. Both hold for payments that arrive meanwhile. crash: as refuse; of real services (blackfriday live) the process ends, with all that it has in hand, and is started again',
      ),
    ),
  ),
};

/** A script of such entries, whose ramps come to an end. */
export function scriptOf<Entry extends v.GenericSchema<unknown, object>>(keys: Entry) {
  const entry = v.pipe(
    keys,
    v.check(
      (one) => 'for' in one || !Object.values(one).some(isEndlessRamp),
      'a ramp with an end: "over" in the ramp, or "for" beside it',
    ),
  );
  const list = v.pipe(
    v.array(entry, 'a list of script entries'),
    v.maxLength(MAX_SCRIPT, `a script of at most ${MAX_SCRIPT} entries`),
    v.description('What changes over time: to a value, by a factor such as x3, or in a ramp'),
  );
  return v.optional(list as unknown as v.GenericSchema<unknown, v.InferOutput<Entry>[]>, []);
}

function isEndlessRamp(value: unknown): boolean {
  return isBlock(value) && value.overMs === WHOLE_ENTRY;
}

/** The settings of a service that works. */
export const paymentEntries = {
  capacity: v.optional(v.pipe(count(1), v.description('Payments in progress at once'))),
  queue: v.optional(
    v.pipe(
      count(0),
      v.description('Payments that wait for capacity; beyond it an immediate error'),
    ),
  ),
  latency: v.pipe(distribution(duration), v.description('How long a payment takes')),
  errorLatency: v.optional(
    v.pipe(
      distribution(duration),
      v.description('How long a payment that fails takes; left out, as long as one that succeeds'),
    ),
  ),
  slowdown: v.optional(
    v.pipe(
      duration,
      v.description('Added per payment already in progress when this one starts: congestion'),
    ),
    0,
  ),
  network: v.optional(
    v.pipe(distribution(duration), v.description('One-way delay, each way, outside the capacity')),
  ),
  failureRate: v.optional(v.pipe(share, v.description('Probability that a payment fails')), 0),
  declineRate: v.optional(
    v.pipe(share, v.description('Probability of a business "no"; not a failure')),
    0,
  ),
  idempotencyKeys: v.optional(
    v.pipe(
      v.boolean('true or false'),
      v.description(
        'Whether a second payment for an order that is already charged charges nothing more',
      ),
    ),
    false,
  ),
  cancellation: v.optional(
    v.pipe(
      v.picklist(['none', 'on-timeout']),
      v.description(
        'on-timeout: a client that gives up stops the work. none: the payment goes on, and may charge',
      ),
    ),
    'none',
  ),
  script: scriptOf(settings(scriptEntries)),
};

/** A limit that is left out is no limit. */
export const paymentServiceSettings = settings(paymentEntries);

export type PaymentServiceSettings = v.InferOutput<typeof paymentServiceSettings>;
export type ScriptEntry = PaymentServiceSettings['script'][number];

/** What of a service's settings has to do with its network. */
export interface NetworkSettings {
  readonly network?: NamedDistribution | undefined;
  readonly script: readonly Pick<ScriptEntry, 'network'>[];
}

/** The one-way delay of a network that never varies, in ms; null where it varies. */
export function constantNetworkMs({ network, script }: NetworkSettings): number | null {
  const varies =
    network?.kind !== 'constant' || script.some((entry) => entry.network !== undefined);
  return varies ? null : network.mean;
}
