import fc from 'fast-check';
import type { TripSettings } from '../../../../src/resilience/breaker/trip/index.ts';

const small = fc.integer({ min: 1, max: 5 });
const percent = fc.integer({ min: 1, max: 100 }).map((value) => value / 100);
const time = fc.record({ time: fc.constantFrom(1, 20, 40) });
const recent = {
  window: fc.oneof(fc.record({ calls: fc.integer({ min: 1, max: 8 }) }), time),
  minimumCalls: small,
};
/** Windows that forget in lumps, or count calls as they start; and other ways to judge a share. */
const maybe = <Value>(one: fc.Arbitrary<Value>) => fc.option(one, { nil: undefined });
const lumps = fc.record({
  time: fc.constantFrom(1, 20, 40),
  buckets: fc.constantFrom(1, 2, 4, 10),
});
const started = fc.record({
  time: fc.constantFrom(1, 20, 40),
  buckets: maybe(fc.constantFrom(1, 4)),
  of: fc.constant('started'),
});
const share = {
  rate: percent,
  window: fc.oneof(recent.window, lumps, started),
  minimumCalls: small,
  strict: maybe(fc.boolean()),
  judged: maybe(
    fc.constantFrom('as-it-rises', 'at-every-result', 'at-every-result', { every: 10 }),
  ),
};
const limitMs = fc.constantFrom(1, 100, 250);

type Written<Kind> = fc.Arbitrary<{ readonly kind: Kind }>;

/** Settings of every kind, small enough that short timelines meet their edges. */
export const tripsOf: {
  readonly [Kind in Exclude<TripSettings['kind'], 'any-of' | 'all-of'>]: Written<Kind>;
} = {
  'consecutive-failures': fc.record({
    kind: fc.constant('consecutive-failures'),
    failures: small,
    clearedEvery: maybe(fc.constantFrom(20, 100)),
  }),
  'failure-count': fc.record({
    kind: fc.constant('failure-count'),
    failures: small,
    window: time,
  }),
  'failure-rate': fc.record({ kind: fc.constant('failure-rate'), ...share }),
  'timeout-share': fc.record({ kind: fc.constant('timeout-share'), ...share }),
  'slow-call-rate': fc.record({
    kind: fc.constant('slow-call-rate'),
    slow: limitMs,
    ...share,
  }),
  latency: fc.record({
    kind: fc.constant('latency'),
    statistic: fc.constantFrom('mean', 'p50', 'p75', 'p90', 'p95', 'p99'),
    limit: limitMs,
    ...recent,
  }),
  'error-classes': fc.record({
    kind: fc.constant('error-classes'),
    weights: fc.record({
      error: fc.constantFrom(0, 0.1, 1),
      timeout: fc.constantFrom(0, 0.3, 2),
      refused: fc.constantFrom(0, 3),
      declined: fc.constantFrom(0, 0.7),
    }),
    score: fc.constantFrom(0.3, 1, 4),
    thresholds: fc.record(
      { error: small, timeout: small, refused: small, declined: small },
      { requiredKeys: [] },
    ),
    window: time,
  }),
  adaptive: fc.record({
    kind: fc.constant('adaptive'),
    share: percent,
    atLeast: small,
    atMost: small,
    window: time,
  }),
  'bad-pings': fc.record({ kind: fc.constant('bad-pings'), every: fc.constantFrom(7, 50) }),
};

/** Settings of any kind, those that join several among them. */
export const anyTrip = fc.oneof(
  ...Object.values(tripsOf),
  ...(['any-of', 'all-of'] as const).map((kind) =>
    fc.record({
      kind: fc.constant(kind),
      policies: fc.array(fc.oneof(...Object.values(tripsOf)), { minLength: 1, maxLength: 3 }),
    }),
  ),
);
