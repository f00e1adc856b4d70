import fc from 'fast-check';
import {
  ANY,
  allOf,
  awaited,
  breaker,
  bulkhead,
  decorrelated,
  everyResult,
  factors,
  few,
  fixed,
  growing,
  growingOpens,
  inCalls,
  inOneBucket,
  inRow,
  inTime,
  inWindow,
  judged,
  LATE,
  noMoreThan,
  one,
  oneByOne,
  opens,
  type Part,
  queueing,
  rateLimit,
  retry,
  SENT,
  seconds,
  strict,
  timeout,
  type Written,
} from './sayable-parts.ts';

/** Resilience4j judges the probes by the rate that opens, once as many have ended as there are, or the minimum. */
const byRate = (trip: Part): Part =>
  fc
    .tuple(
      trip,
      fc.oneof(opens, growingOpens(factors, '1000s', '1ms')),
      few,
      fc.option(fc.record({ time: seconds, to: fc.constantFrom('open', 'closed') })),
    )
    .map(([made, open, probes, limit]) => {
      const minimumCalls = Math.min(probes, Number(made.minimumCalls));
      const probe = { kind: 'failure-rate', probes, minimumCalls, rate: made.rate };
      const limited = limit === null ? probe : { ...probe, limit };
      return { breaker: { trip: made, open, probe: limited, ...LATE } };
    });
const inSeconds: Part = inTime.map((made) => {
  const { time } = made.window as { readonly time: string };
  return { ...made, ...everyResult, window: { time, buckets: Number.parseInt(time, 10) } };
});
const inCallsAtEach: Part = judged(inCalls, everyResult);

/** Polly lets another probe through once the break has passed again. */
const leased: Part = fc.tuple(judged(inTime, {}, { buckets: 10 }), seconds).map(([trip, time]) => ({
  breaker: {
    trip,
    open: { kind: 'fixed', duration: time },
    probe: { permits: 1, successes: 1, lease: time },
    ...LATE,
  },
}));

/** Opossum's warm-up lasts as long as its window. */
function warmed({ breaker: settings }: Written): Written {
  const { trip } = settings as { readonly trip: { readonly window: { readonly time: string } } };
  return { breaker: { ...(settings as Written), warmUp: trip.window.time } };
}

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
    byRate(inSeconds),
    byRate(inCallsAtEach),
    rateLimit,
    timeout,
    fc.oneof(bulkhead, queueing),
  ).filter((all) => all.filter((policy) => 'breaker' in policy).length < 2),
  spring: every(byRate(fc.oneof(inSeconds, inCallsAtEach)), timeout),
  opossum: fc
    .tuple(
      breaker(
        fc
          .constantFrom(1, 5, 10)
          .chain((buckets) => judged(inTime, strict, { buckets, of: 'started' })),
        opens,
        one,
        { ...LATE, keepsCounts: true },
      ),
      fc.boolean(),
      inOrder(bulkhead, timeout),
    )
    .map(([first, warms, rest]) => [warms ? warmed(first) : first, ...rest]),
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
      fc.oneof(
        judged(inCalls, strict),
        inRow,
        inTime.map((made) => {
          const { time } = made.window as { readonly time: string };
          const buckets = Math.max(5, Number.parseInt(time, 10));
          return { ...made, ...strict, window: { time, buckets } };
        }),
      ),
      fc.oneof(opens, growingOpens(factors, '1000s', '1ms')),
      fc.constant({ permits: 1, successes: 1, others: 'wait' }),
      { late: 'as-calls' },
    ),
    queueing,
    timeout,
  ).filter((all) => all.length > 1),
  dotnet: every(
    queueing,
    timeout,
    retry(SENT, fixed, growing('none', fc.constant(2)), decorrelated),
    leased,
    timeout,
  ),
  polly: inAnyOrder(
    retry(ANY, fixed, growing('none', fc.constant(2)), decorrelated),
    leased,
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
  pybreaker: every(breaker(inRow, opens, awaited)),
  gobreaker: every(
    breaker(
      fc.oneof(
        inRow,
        fc.tuple(inRow, seconds).map(([made, clearedEvery]) => ({ ...made, clearedEvery })),
        fc
          .tuple(fc.constantFrom(1, 4, 10), fc.constantFrom({}, strict))
          .chain(([buckets, more]) => judged(inTime, more, { buckets, of: 'started' })),
        inWindow,
      ),
      opens,
      noMoreThan,
    ),
  ),
  hystrix: fc
    .tuple(
      breaker(
        fc
          .tuple(fc.constantFrom(1, 10), seconds)
          .chain(([buckets, every]) => judged(inTime, { judged: { every } }, { buckets })),
        opens,
        one,
        LATE,
      ),
      fc.oneof(bulkhead, queueing),
      inOrder(timeout),
    )
    .map(([a, b, rest]) => [a, b, ...rest]),
  sentinel: fc.array(breaker(fc.oneof(inOneBucket, inWindow), opens, one), {
    minLength: 1,
    maxLength: 3,
  }),
  failsafe: inAnyOrder(
    retry(ANY, fixed, growing('none', factors)),
    breaker(
      fc.oneof(inRow, judged(inTime, everyResult, { buckets: 10 }), inWindow),
      opens,
      allOf,
      LATE,
    ),
    bulkhead,
    timeout,
  ),
  blackfriday: inAnyOrder(
    retry(SENT, fixed, decorrelated),
    breaker(fc.oneof(inRow, inTime, inCalls, inWindow, inOneBucket, inSeconds), opens, oneByOne, {
      ...LATE,
      keepsCounts: true,
      warmUp: '5s',
    }),
    rateLimit,
    queueing,
    timeout,
  ),
};
