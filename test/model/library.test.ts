import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pause } from '../../src/resilience/pause.ts';
import { pipeline } from '../../src/resilience/pipeline-guard.ts';
import { virtualClock } from '../../src/resilience/virtual-clock.ts';
import { withOrdersAt } from './scenarios.ts';
import { follow } from './timeline.ts';

/**
 * What a service ships and what the simulator runs decide alike: the same settings before the same
 * service, once as promises on a virtual clock, once as stages.
 */

const LATENCY_MS = 96;
const OUTAGE = { fromMs: 1_000, untilMs: 2_000 };

/** Durations are whole multiples of 1/16 ms, arrivals are not: no two orders do anything at one instant. */
const POLICIES = {
  retry: fc.record({
    calls: fc.integer({ min: 1, max: 3 }),
    on: fc.subarray(['error', 'timeout', 'blocked', 'rejected'], { minLength: 1 }),
    backoff: fc.record({ kind: fc.constant('fixed'), delay: fc.constantFrom('33.25ms', '200ms') }),
    budget: fc.option(fc.constant({ share: 0.2, burst: 2 }), { nil: undefined }),
  }),
  breaker: fc.record({
    trip: fc.oneof(
      fc.record({
        kind: fc.constant('consecutive-failures'),
        failures: fc.integer({ min: 1, max: 5 }),
      }),
      fc.record({
        kind: fc.constant('failure-rate'),
        window: fc.constantFrom({ calls: 5 }, { time: '300ms' }),
        minimumCalls: fc.constantFrom(1, 3),
      }),
    ),
    open: fc.constantFrom(
      { kind: 'fixed', duration: '250.5ms' },
      { kind: 'fixed', duration: '1s' },
    ),
    probe: fc.record({
      permits: fc.integer({ min: 1, max: 3 }),
      successes: fc.integer({ min: 1, max: 3 }),
    }),
  }),
  timeout: fc.constantFrom('50.5ms', '95ms', '97ms', '300ms'),
  bulkhead: fc.record({
    calls: fc.integer({ min: 1, max: 4 }),
    queue: fc.integer({ min: 0, max: 4 }),
  }),
  rateLimit: fc.record({ rate: fc.constantFrom(10, 50), burst: fc.constantFrom(1, 5) }),
  concurrencyLimit: fc.record({
    kind: fc.constantFrom('aimd', 'gradient'),
    initial: fc.integer({ min: 1, max: 5 }),
  }),
  fallback: fc.record({
    kind: fc.constantFrom('value', 'cached', 'degraded'),
    on: fc.subarray(['error', 'timeout', 'blocked', 'rejected'], { minLength: 1 }),
  }),
};

/**
 * Two equal deadlines of one order are the one tie that the two break apart: the simulator's goes to the
 * outer, which was set first; the library sets the inner first, so that an answer at a deadline is in time.
 */
const policies = fc
  .array(
    fc.oneof(
      ...Object.entries(POLICIES).map(([name, settings]) =>
        (settings as fc.Arbitrary<unknown>).map((decided) => ({ [name]: decided })),
      ),
    ),
    { maxLength: 4 },
  )
  .filter((chosen) => {
    const deadlines = chosen.flatMap((policy) => policy.timeout ?? []);
    return new Set(deadlines).size === deadlines.length;
  });

const arrivals = fc
  .array(fc.nat(3_000), { minLength: 1, maxLength: 50 })
  .map((instants) =>
    [0, ...instants].sort((a, b) => a - b).map((instant, order) => instant + order / 1024),
  );

type Ends = Record<number, string>;

function simulated(instants: readonly number[], written: readonly unknown[]): Ends {
  const scenario = withOrdersAt(instants, {
    duration: '20s',
    paymentService: {
      latency: `${LATENCY_MS}ms`,
      script: [
        { at: `${OUTAGE.fromMs}ms`, for: `${OUTAGE.untilMs - OUTAGE.fromMs}ms`, outage: 'refuse' },
      ],
    },
    orderService: { pipeline: written },
  });
  const rows = follow(scenario).timeline.matchAll(/^at (\S+) order (\d+) (?!call)(.*)$/gm);
  return Object.fromEntries([...rows].map(([, at, order, end]) => [Number(order), `${at} ${end}`]));
}

const WORDS: Readonly<Record<string, string>> = {
  Error: 'failed: refused',
  TimeoutError: 'failed: timed out',
  RejectedError: 'rejected',
  CircuitOpenError: 'blocked',
};

async function shipped(instants: readonly number[], written: readonly object[]): Promise<Ends> {
  const clock = virtualClock();
  const guard = pipeline(written, { clock, answer: () => 'instead' });
  // Well-behaved, as fetch is: it ends with its signal, and gives back what it holds.
  const pay =
    (order: number) =>
    async (signal: AbortSignal): Promise<number> => {
      const isDown = OUTAGE.fromMs <= clock.now() && clock.now() < OUTAGE.untilMs;
      if (isDown) throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
      await pause(clock, LATENCY_MS, signal);
      return order;
    };
  const ends: Ends = {};
  for (const [index, instant] of instants.entries()) {
    const order = index + 1;
    clock.setTimer(instant, () => {
      void (async () => {
        try {
          const answer = await guard.execute(pay(order));
          ends[order] = `${clock.now()} ${answer === order ? 'paid' : 'substituted'}`;
        } catch (error) {
          ends[order] = `${clock.now()} ${WORDS[(error as Error).name]}`;
        }
      })();
    });
  }
  await clock.advanceAsync('20s');
  return ends;
}

it('every order ends alike and at the same instant', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(arrivals, policies, async (instants, written) => {
      const ends = simulated(instants, written);
      expect(Object.keys(ends)).toHaveLength(instants.length);
      expect(await shipped(instants, written)).toEqual(ends);
    }),
    { numRuns: 200 },
  );
});
