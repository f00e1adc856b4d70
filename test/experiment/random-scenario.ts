import fc from 'fast-check';
import type { Written } from '../model/scenarios.ts';

/** Whole scenarios at random, as a person might write them: every setting, in every combination. */

const DURATION_MS = 20_000;

/** Durations in ms, written with their unit. */
const written = (value: number) => `${value}ms`;
const ms = (max: number) => fc.integer({ min: 1, max }).map(written);
const msFrom0 = (max: number) => fc.nat(max).map(written);
const msOf = (...values: readonly number[]) => fc.constantFrom(...values.map(written));
/** Mostly well below 1: where everything fails there is little to see. */
const share = fc.oneof(
  { weight: 4, arbitrary: fc.nat(30).map((percent) => percent / 100) },
  { weight: 1, arbitrary: fc.constantFrom(0, 0.5, 1) },
);
const factor = fc.constantFrom('x0', 'x0.3', 'x1', 'x2', 'x10');

/** A distribution of every kind, of durations unless `write` says else; a value is at most about `max`, but for the tails. */
function distribution(
  max: number,
  write: (value: number) => unknown = written,
): fc.Arbitrary<unknown> {
  const positive = fc.integer({ min: 1, max });
  const value = positive.map(write);
  const shape = fc.constantFrom(0.5, 1, 2.5, 7);
  return fc.oneof(
    fc.nat(max).map(write),
    fc.record({ distribution: fc.constant('constant'), value }),
    fc.record({ distribution: fc.constant('exponential'), mean: value }),
    fc.tuple(fc.nat(max), fc.nat(max)).map(([a, b]) => ({
      distribution: 'uniform',
      min: write(Math.min(a, b)),
      max: write(Math.max(a, b)),
    })),
    fc.tuple(positive, positive).map(([median, more]) => ({
      distribution: 'lognormal',
      median: write(median),
      p95: write(median + more),
    })),
    fc.record({ distribution: fc.constant('gamma'), mean: value, shape }),
    fc.record({ distribution: fc.constant('pareto'), min: value, shape }),
    fc.record({
      distribution: fc.constant('empirical'),
      values: fc.array(fc.nat(max).map(write), { minLength: 1, maxLength: 5 }),
    }),
  );
}

/** A record in which any key may be left out. */
function sometimes(entries: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Written> {
  return fc.record(entries, { requiredKeys: [] });
}

/** The record `base`, and with it some of `more`. */
function withSome(
  base: Record<string, fc.Arbitrary<unknown>>,
  more: Record<string, fc.Arbitrary<unknown>>,
): fc.Arbitrary<Written> {
  return fc.tuple(fc.record(base), sometimes(more)).map(([must, may]) => ({ ...must, ...may }));
}

const amount = fc.oneof(fc.constant(19.99), distribution(200, Number));
const rate = fc.nat(150);
const openLoop = withSome(
  { arrivals: fc.constantFrom('poisson', 'evenly-spaced'), startRate: rate },
  {
    stages: fc.array(fc.record({ duration: msOf(0, 500, 6000), target: rate }), {
      maxLength: 4,
    }),
    amount,
  },
);
/** Always with an end: where orders may take no time, a loop without one is refused. */
const closedLoop = withSome(
  {
    arrivals: fc.constant('closed'),
    clients: fc.integer({ min: 1, max: 40 }),
    orders: fc.integer({ min: 1, max: 400 }),
  },
  { think: distribution(1000), amount },
);

const limit = (max: number) =>
  fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max }));
const change = (value: fc.Arbitrary<unknown>) =>
  fc.oneof(
    value,
    factor,
    fc.record({ set: value }),
    fc.record({ multiply: factor }),
    fc.record({ ramp: fc.oneof(value, factor), over: msOf(0.3, 77.7, 4000) }),
  );
const stretch = fc.oneof(
  distribution(600),
  factor,
  fc.record({ ramp: factor, over: msOf(1, 3000) }),
);
const scriptEntry = fc
  .tuple(
    withSome({ at: msFrom0(DURATION_MS / 2) }, { for: ms(8000) }),
    sometimes({
      failureRate: change(share),
      declineRate: change(share),
      capacity: change(fc.nat(30)),
      queue: change(fc.nat(50)),
      slowdown: change(msFrom0(20)),
      latency: stretch,
      network: stretch,
      outage: fc.constantFrom('refuse', 'hang'),
    }),
  )
  .filter(([, changes]) => Object.keys(changes).length > 0)
  .map(([when, changes]) => ({ ...when, ...changes }));

const paymentService = withSome(
  { latency: distribution(300) },
  {
    capacity: limit(50),
    queue: fc.oneof(fc.constant(0), limit(100)),
    errorLatency: distribution(300),
    slowdown: msFrom0(5),
    network: distribution(50),
    failureRate: share,
    declineRate: share,
    idempotencyKeys: fc.boolean(),
    cancellation: fc.constantFrom('none', 'on-timeout'),
    script: fc.array(scriptEntry, { maxLength: 4 }),
  },
);

const backoff = fc.oneof(
  fc.record({ kind: fc.constant('fixed'), delay: msOf(0, 50, 400) }),
  fc.record({
    kind: fc.constant('exponential'),
    initial: ms(200),
    factor: fc.constantFrom(1, 2, 3),
    jitter: fc.constantFrom('none', 'full', 'equal'),
  }),
);
const failures = fc.integer({ min: 1, max: 8 });
const timeWindow = fc.record({ time: msOf(100, 2000) });
const trip = fc.oneof(
  fc.record({ kind: fc.constant('consecutive-failures'), failures }),
  fc.record({ kind: fc.constant('failure-count'), failures, window: timeWindow }),
  fc.record({
    kind: fc.constant('failure-rate'),
    rate: fc.constantFrom(0.1, 0.5, 1),
    window: fc.oneof(timeWindow, fc.constant({ calls: 20 })),
    minimumCalls: fc.integer({ min: 1, max: 20 }),
  }),
);
const retry = fc.record({
  retry: withSome({ calls: fc.integer({ min: 1, max: 4 }) }, { backoff, blockedToo: fc.boolean() }),
});
const timeout = fc.record({ timeout: msOf(5, 100, 250, 2000) });
const breaker = fc.record({
  breaker: sometimes({
    trip,
    open: fc.record({ kind: fc.constant('fixed'), duration: msOf(1, 300, 4000) }),
    probe: sometimes({ permits: failures, successes: failures }),
    declinedIsFailure: fc.boolean(),
  }),
});

/** A circuit breaker that nothing opens. */
const NEVER = {
  breaker: { trip: { kind: 'consecutive-failures', failures: 10_000_000 }, probe: { permits: 1 } },
};

function scenarios(policies: fc.Arbitrary<readonly unknown[]>): fc.Arbitrary<Written> {
  const orderService = fc
    .tuple(
      sometimes({
        instances: fc.integer({ min: 1, max: 3 }),
        workers: limit(60),
        backlog: fc.oneof(fc.constant(0), limit(60)),
      }),
      policies,
    )
    .map(([limits, pipeline]) => ({ ...limits, pipeline }));
  return fc.record({
    seed: fc.nat(1_000_000),
    duration: msOf(DURATION_MS, 13_337),
    tick: msOf(700, 1000, DURATION_MS),
    traffic: fc.oneof({ weight: 3, arbitrary: openLoop }, { weight: 1, arbitrary: closedLoop }),
    paymentService,
    orderService,
  });
}

const anyPolicies = fc.array(fc.oneof(retry, breaker, timeout), { maxLength: 5 });

/** Any scenario but a trace, with up to five policies in any order. */
export const anyScenario = scenarios(anyPolicies);

/** Any scenario whose only breakers, one at least, never open. */
export const neverTripping = scenarios(
  fc
    .tuple(
      fc.array(fc.oneof(retry, timeout), { maxLength: 4 }),
      fc.array(fc.nat(4), { minLength: 1, maxLength: 2 }),
    )
    .map(([policies, places]) =>
      places.reduce<unknown[]>(
        (pipeline, place) => [...pipeline.slice(0, place), NEVER, ...pipeline.slice(place)],
        policies,
      ),
    ),
);
