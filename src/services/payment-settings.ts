import * as v from 'valibot';
import { distribution } from '../kernel/distribution/index.ts';
import { count, duration, positiveDuration, positiveNumber, share } from '../kernel/quantities.ts';
import { eitherBy, isBlock, settings } from '../kernel/settings.ts';

const FACTOR = /^x\s*(\d+(?:\.\d+)?)$/;
const FACTOR_WORDS = 'a factor such as x3';

const factor = v.pipe(
  v.string(FACTOR_WORDS),
  v.regex(FACTOR, FACTOR_WORDS),
  v.transform((text) => Number(FACTOR.exec(text)![1])),
);

const isFactor = (input: unknown): boolean => typeof input === 'string' && /^x/.test(input);

/** How one number changes: to a value, by a factor, at once or in a ramp. */
export type Change<Value> =
  | { readonly kind: 'set'; readonly value: Value; readonly overMs: number | undefined }
  | { readonly kind: 'multiply'; readonly factor: number; readonly overMs: number | undefined };

/**
 * A change as written: `50%` sets, `x3` multiplies, `{ ramp: 50% }` and `{ ramp: x3, over: 30s }` get
 * there in a straight line, over the whole time of the entry unless `over` says less.
 */
function change<Value>(
  value: v.GenericSchema<unknown, Value>,
): v.GenericSchema<unknown, Change<Value>> {
  const toTarget = (overMs: number | undefined) =>
    eitherBy(
      isFactor,
      v.pipe(
        factor,
        v.transform((by): Change<Value> => ({ kind: 'multiply', factor: by, overMs })),
      ),
      v.pipe(
        value,
        v.transform((to): Change<Value> => ({ kind: 'set', value: to, overMs })),
      ),
    );
  const atOnce = toTarget(undefined);
  const set = settings({ set: atOnce });
  const multiply = settings({ multiply: eitherBy(isFactor, factor, positiveNumber) });
  const ramp = settings({ ramp: atOnce, over: v.optional(positiveDuration) });
  return eitherBy(
    (input) => isBlock(input) && ('set' in input || 'multiply' in input || 'ramp' in input),
    eitherBy(
      (input) => isBlock(input) && 'ramp' in input,
      v.pipe(
        ramp,
        v.transform(({ ramp: to, over }): Change<Value> => ({ ...to, overMs: over ?? Infinity })),
      ),
      eitherBy(
        (input) => isBlock(input) && 'multiply' in input,
        v.pipe(
          multiply,
          v.transform(
            ({ multiply: by }): Change<Value> => ({ kind: 'multiply', factor: by, overMs: undefined }),
          ),
        ),
        v.pipe(
          set,
          v.transform(({ set: to }) => to),
        ),
      ),
    ),
    atOnce,
  ) as v.GenericSchema<unknown, Change<Value>>;
}

/** The numbers of the service that a script can change, apart from the latency. */
const scriptable = {
  failureRate: share,
  declineRate: share,
  capacity: count(0),
  queue: count(0),
  slowdown: duration,
} as const;

const scriptEntry = settings({
  at: duration,
  /** How long it lasts; left out, to the end of the run. Then what was before is again. */
  for: v.optional(positiveDuration),
  failureRate: v.optional(change(scriptable.failureRate)),
  declineRate: v.optional(change(scriptable.declineRate)),
  capacity: v.optional(change(scriptable.capacity)),
  queue: v.optional(change(scriptable.queue)),
  slowdown: v.optional(change(scriptable.slowdown)),
  latency: v.optional(change(distribution(duration))),
  network: v.optional(change(distribution(duration))),
  /** refuse: an instant error. hang: no answer at all. Both hold for payments that arrive meanwhile. */
  outage: v.optional(v.picklist(['refuse', 'hang'])),
});

/** A limit that is left out is no limit. */
export const paymentServiceSettings = settings({
  /** Payments in progress at once. */
  capacity: v.optional(count(1)),
  /** Payments that wait for capacity; beyond it an immediate error. */
  queue: v.optional(count(0)),
  latency: distribution(duration),
  /** How long a payment that fails takes; left out, as long as one that succeeds. */
  errorLatency: v.optional(distribution(duration)),
  /** Added per payment already in progress when this one starts: congestion. */
  slowdown: v.optional(duration, 0),
  /** One-way delay, each way, outside the capacity. */
  network: v.optional(distribution(duration)),
  failureRate: v.optional(share, 0),
  declineRate: v.optional(share, 0),
  /** Whether a second payment for an order that is already charged charges nothing more. */
  idempotencyKeys: v.optional(v.boolean('true or false'), false),
  /** on-timeout: a client that gives up stops the work. none: the payment goes on, and may charge. */
  cancellation: v.optional(v.picklist(['none', 'on-timeout']), 'none'),
  script: v.optional(v.array(scriptEntry, 'a list of script entries'), []),
});

export type PaymentServiceSettings = v.InferOutput<typeof paymentServiceSettings>;
export type ScriptEntry = v.InferOutput<typeof scriptEntry>;
