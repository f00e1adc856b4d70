import fc from 'fast-check';

/** Policies as a scenario writes them. */
export type Written = Readonly<Record<string, unknown>>;
export type Part = fc.Arbitrary<Written>;

export const ANY = ['error', 'timeout', 'blocked', 'rejected'];
export const SENT = ['error', 'timeout'];

export const seconds = fc.integer({ min: 1, max: 900 }).map((n) => `${n}s`);
const percent = fc.integer({ min: 1, max: 100 }).map((n) => `${n}%`);
export const few = fc.integer({ min: 1, max: 20 });
const some = fc.integer({ min: 2, max: 300 });

export const fixed = fc.record({ kind: fc.constant('fixed'), delay: seconds });
export const growing = (jitter: string, factor: fc.Arbitrary<number>): Part =>
  fc.record({
    kind: fc.constant('exponential'),
    initial: seconds,
    factor,
    max: fc.constant('1000s'),
    jitter: fc.constant(jitter),
  });
export const decorrelated = fc.record({
  kind: fc.constant('decorrelated'),
  initial: seconds,
  max: fc.constant('1000s'),
});
export const factors = fc.constantFrom(1.5, 2, 3);

export function retry(on: readonly string[], ...backoffs: readonly Part[]): Part {
  return fc
    .record({ calls: few.map((n) => n + 1), backoff: fc.oneof(...backoffs) })
    .map((settings) => ({
      retry: { ...settings, on, retryAfter: false },
    }));
}

/** `more`: what a library does whatever its settings say. */
export function breaker(trip: Part, open: Part, probe: Part, more: Written = {}): Part {
  return fc
    .record({ trip, open, probe })
    .map((settings) => ({ breaker: { ...settings, ...more } }));
}

/** A trip policy as a library judges it: with more settings of its own, and of its window. */
export function judged(trip: Part, more: Written, window: Written = {}): Part {
  return trip.map((made) => ({
    ...made,
    ...more,
    window: { ...(made.window as Written), ...window },
  }));
}

export const inOneBucket: Part = fc
  .record({
    kind: fc.constant('failure-rate'),
    rate: fc.integer({ min: 1, max: 100 }).map((n) => `${n}%`),
    window: fc.integer({ min: 1, max: 900 }).map((n) => ({ time: `${n}s`, buckets: 1 })),
    minimumCalls: fc.integer({ min: 2, max: 300 }),
  })
  .map((made) => ({ ...made, strict: true, judged: 'at-every-result' }));
export const LATE: Written = { late: 'as-probes' };
export const strict: Written = { strict: true };
export const everyResult: Written = { judged: 'at-every-result' };

export const inTime: Part = fc.record({
  kind: fc.constant('failure-rate'),
  rate: percent,
  window: fc.record({ time: seconds }),
  minimumCalls: some,
});
export const inCalls: Part = fc.tuple(percent, some, some).map(([rate, a, b]) => ({
  kind: 'failure-rate',
  rate,
  window: { calls: Math.max(a, b) },
  minimumCalls: Math.min(a, b),
}));
export const inRow: Part = few.map((failures) => ({ kind: 'consecutive-failures', failures }));
export const inWindow: Part = fc.record({
  kind: fc.constant('failure-count'),
  failures: some,
  window: fc.record({ time: seconds }),
});
export const opens: Part = fc.record({ kind: fc.constant('fixed'), duration: seconds });
export const one: Part = fc.constant({ permits: 1, successes: 1 });
export const awaited: Part = few.map((n) => ({ permits: 1, successes: n, others: 'wait' }));
export const allOf: Part = few.map((n) => ({ permits: n, successes: n }));
export const noMoreThan: Part = few.map((n) =>
  n === 1
    ? { permits: 1, successes: 1 }
    : { kind: 'success-ratio', probes: n, ratio: '100%', permits: n },
);
export const oneByOne: Part = few.map((n) => ({ permits: 1, successes: n }));
export const growingOpens = (factor: fc.Arbitrary<number>, max: string, healthy: string): Part =>
  fc.record({
    kind: fc.constant('exponential'),
    initial: fc.integer({ min: 1, max: 200 }).map((n) => `${n}s`),
    factor,
    max: fc.constant(max),
    healthy: fc.constant(healthy),
  });

export const timeout: Part = seconds.map((duration) => ({ timeout: duration }));
export const bulkhead: Part = some.map((calls) => ({ bulkhead: { calls, queue: 0 } }));
export const queueing: Part = fc
  .tuple(some, some)
  .map(([calls, queue]) => ({ bulkhead: { calls, queue } }));
export const rateLimit: Part = fc
  .tuple(fc.constantFrom(1, 2, 4, 5, 10, 50, 100), few)
  .map(([rate, burst]) => ({ rateLimit: { rate: `${rate}/s`, burst } }));
