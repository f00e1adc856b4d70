import fc from 'fast-check';

/** Policies as a scenario writes them, and whole pipelines that each library can say to the last setting. */
type Written = Readonly<Record<string, unknown>>;
type Part = fc.Arbitrary<Written>;

const ANY = ['error', 'timeout', 'blocked', 'rejected'];
const SENT = ['error', 'timeout'];

const seconds = fc.integer({ min: 1, max: 900 }).map((n) => `${n}s`);
const percent = fc.integer({ min: 1, max: 100 }).map((n) => `${n}%`);
const few = fc.integer({ min: 1, max: 20 });
const some = fc.integer({ min: 2, max: 300 });

const fixed = fc.record({ kind: fc.constant('fixed'), delay: seconds });
const growing = (jitter: string, factor: fc.Arbitrary<number>): Part =>
  fc.record({
    kind: fc.constant('exponential'),
    initial: seconds,
    factor,
    max: fc.constant('1000s'),
    jitter: fc.constant(jitter),
  });
const decorrelated = fc.record({
  kind: fc.constant('decorrelated'),
  initial: seconds,
  max: fc.constant('1000s'),
});
const factors = fc.constantFrom(1.5, 2, 3);

function retry(on: readonly string[], ...backoffs: readonly Part[]): Part {
  return fc
    .record({ calls: few.map((n) => n + 1), backoff: fc.oneof(...backoffs) })
    .map((settings) => ({
      retry: { ...settings, on, retryAfter: false },
    }));
}

function breaker(trip: Part, open: Part, probe: Part): Part {
  return fc.record({ trip, open, probe }).map((settings) => ({ breaker: settings }));
}

const inTime: Part = fc.record({
  kind: fc.constant('failure-rate'),
  rate: percent,
  window: fc.record({ time: seconds }),
  minimumCalls: some,
});
const inCalls: Part = fc.tuple(percent, some, some).map(([rate, a, b]) => ({
  kind: 'failure-rate',
  rate,
  window: { calls: Math.max(a, b) },
  minimumCalls: Math.min(a, b),
}));
const inRow: Part = few.map((failures) => ({ kind: 'consecutive-failures', failures }));
const inWindow: Part = fc.record({
  kind: fc.constant('failure-count'),
  failures: some,
  window: fc.record({ time: seconds }),
});
const opens: Part = fc.record({ kind: fc.constant('fixed'), duration: seconds });
const one: Part = fc.constant({ permits: 1, successes: 1 });
const allOf: Part = few.map((n) => ({ permits: n, successes: n }));
const oneByOne: Part = few.map((n) => ({ permits: 1, successes: n }));
const growingOpens = (factor: fc.Arbitrary<number>, max: string, healthy: string): Part =>
  fc.record({
    kind: fc.constant('exponential'),
    initial: fc.integer({ min: 1, max: 200 }).map((n) => `${n}s`),
    factor,
    max: fc.constant(max),
    healthy: fc.constant(healthy),
  });

const timeout: Part = seconds.map((duration) => ({ timeout: duration }));
const bulkhead: Part = some.map((calls) => ({ bulkhead: { calls, queue: 0 } }));
const queueing: Part = fc
  .tuple(some, some)
  .map(([calls, queue]) => ({ bulkhead: { calls, queue } }));
const rateLimit: Part = fc
  .tuple(fc.constantFrom(1, 2, 4, 5, 10, 50, 100), few)
  .map(([rate, burst]) => ({ rateLimit: { rate: `${rate}/s`, burst } }));

/** Resilience4j judges the probes by the rate that opens, over as many as there are, or the minimum. */
const byRate = (trip: Part): Part =>
  fc
    .tuple(trip, fc.oneof(opens, growingOpens(factors, '1000s', '1ms')), few)
    .map(([made, open, permits]) => {
      const share = Number.parseInt(String(made.rate), 10) / 100;
      const probes = Math.min(permits, Number(made.minimumCalls));
      const needed = Math.min(probes, Math.floor(probes * (1 - share) + 1e-9) + 1);
      const probe =
        needed === probes
          ? { permits: probes, successes: probes }
          : { kind: 'success-ratio', probes, ratio: needed / probes, permits: probes };
      return { breaker: { trip: made, open, probe } };
    });

/** Each part there or not, in this order. */
function inOrder(...parts: readonly Part[]): fc.Arbitrary<Written[]> {
  return fc
    .tuple(...parts.map((part) => fc.option(part)))
    .map((all) => all.filter((policy) => policy !== null));
}

/** At least one of them, in any order. */
function inAnyOrder(...parts: readonly Part[]): fc.Arbitrary<Written[]> {
  return inOrder(...parts)
    .filter((all) => all.length > 0)
    .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));
}

/** Every one of them. */
function every(...parts: readonly Part[]): fc.Arbitrary<Written[]> {
  return fc.tuple(...parts);
}

const proxied = (backoff: Part): Part => retry(SENT, backoff);
const doubling = fc.integer({ min: 1, max: 9 }).map((n) => ({
  kind: 'exponential',
  initial: `${n}s`,
  factor: 2,
  max: `${10 * n}s`,
  jitter: 'full',
}));
const ejecting = (max: string): Part =>
  breaker(inRow, growingOpens(fc.constant(2), max, '20s'), one);

/** By the name of the library. */
export const SAYABLE: Readonly<Record<string, fc.Arbitrary<Written[]>>> = {
  resilience4j: inAnyOrder(
    retry(ANY, fixed, growing('none', factors)),
    byRate(inTime),
    byRate(inCalls),
    rateLimit,
    timeout,
    fc.oneof(bulkhead, queueing),
  ).filter((all) => all.filter((policy) => 'breaker' in policy).length < 2),
  spring: every(byRate(fc.oneof(inTime, inCalls)), timeout),
  opossum: fc
    .tuple(breaker(inTime, opens, one), inOrder(bulkhead, timeout))
    .map(([first, rest]) => [first, ...rest]),
  cockatiel: inAnyOrder(
    retry(
      ANY,
      fixed,
      growing('none', factors),
      growing('full', factors),
      growing('equal', factors),
      decorrelated,
    ),
    breaker(
      fc.oneof(inTime, inCalls, inRow),
      fc.oneof(opens, growingOpens(factors, '1000s', '1ms')),
      one,
    ),
    queueing,
    timeout,
  ).filter((all) => all.length > 1),
  dotnet: every(
    queueing,
    timeout,
    retry(SENT, fixed, growing('none', fc.constant(2)), decorrelated),
    breaker(inTime, opens, one),
    timeout,
  ),
  polly: inAnyOrder(
    retry(ANY, fixed, growing('none', fc.constant(2)), decorrelated),
    breaker(inTime, opens, one),
    queueing,
    timeout,
  ).filter((all) => all.some((policy) => 'retry' in policy || 'breaker' in policy)),
  envoy: every(
    timeout,
    proxied(growing('full', fc.constant(2))),
    queueing,
    ejecting('1000s'),
    timeout,
  ),
  istio: every(timeout, proxied(doubling), queueing, ejecting('5m'), timeout),
  pybreaker: every(breaker(inRow, opens, oneByOne)),
  gobreaker: every(breaker(fc.oneof(inRow, inTime, inWindow), opens, allOf)),
  hystrix: fc
    .tuple(breaker(inTime, opens, one), fc.oneof(bulkhead, queueing), inOrder(timeout))
    .map(([a, b, rest]) => [a, b, ...rest]),
  sentinel: fc.array(breaker(fc.oneof(inTime, inWindow), opens, one), {
    minLength: 1,
    maxLength: 3,
  }),
  failsafe: inAnyOrder(
    retry(ANY, fixed, growing('none', factors)),
    breaker(fc.oneof(inRow, inTime, inWindow), opens, allOf),
    bulkhead,
    timeout,
  ),
  blackfriday: inAnyOrder(
    retry(SENT, fixed, decorrelated),
    breaker(fc.oneof(inRow, inTime, inCalls, inWindow), opens, oneByOne),
    rateLimit,
    queueing,
    timeout,
  ),
};
