import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decode } from '../../../src/kernel/settings.ts';
import { BLOCKED, Breaker, type Permit } from '../../../src/resilience/breaker/breaker.ts';
import { breakerSettings } from '../../../src/resilience/breaker/settings.ts';
import type { BreakerTransition } from '../../../src/resilience/breaker/state.ts';
import { evenLuck } from './timeline.ts';
import { anyTrip } from './trip/arbitraries.ts';

/** Whatever its settings and whatever happens, a circuit breaker keeps these laws. */

const OPEN_MS = 50;
const lease = fc.option(fc.constantFrom(3, 60), { nil: undefined });
const few = fc.integer({ min: 1, max: 4 });
const settings = fc.record({
  trip: anyTrip,
  open: fc.constant({ kind: 'fixed', duration: OPEN_MS }),
  late: fc.constantFrom(undefined, 'dropped', 'as-probes', 'as-calls'),
  keepsCounts: fc.constantFrom(undefined, false, true),
  warmUp: fc.constantFrom(undefined, 20),
  probe: fc.oneof(
    fc.record({ permits: few, successes: few, lease }),
    fc.record({
      kind: fc.constant('success-ratio'),
      probes: few,
      ratio: fc.constantFrom(0.25, 0.5, 1),
      permits: few,
      lease,
    }),
    fc.record({
      kind: fc.constant('failure-rate'),
      probes: few,
      minimumCalls: few,
      rate: fc.constantFrom(0.25, 0.5, 1),
      lease,
      slow: fc.constantFrom(undefined, 1),
      limit: fc.constantFrom(
        undefined,
        { time: 9, to: 'open' as const },
        { time: 70, to: 'closed' as const },
      ),
    }),
    fc.record({
      kind: fc.constant('health-check'),
      every: fc.constantFrom(2, 9),
      successes: few,
      timeout: fc.constantFrom(1, 8, 20),
    }),
    fc.record({
      kind: fc.constant('gradual-recovery'),
      steps: fc.constantFrom([0.3], [0.05, 0.5, 1], { from: 0.2, by: 0.4 }),
      every: fc.constantFrom(5, 40),
      minimumCalls: few,
      failureRate: fc.constantFrom(0.3, 1),
      lease,
    }),
  ),
});

const events = fc.array(
  fc.record({
    afterMs: fc.constantFrom(0, 0, 1, 7, OPEN_MS, 500),
    what: fc.constantFrom('ask', 'ask', 'succeed', 'fail', 'fail', 'ignore', 'poll', 'pong'),
    which: fc.nat(),
  }),
  { maxLength: 400, size: 'max' },
);

type Written = typeof settings extends fc.Arbitrary<infer One> ? One : never;
type Events = typeof events extends fc.Arbitrary<infer One> ? One : never;

/** Plays the events; after each, `check` sees the breaker, the calls in flight and the instant. */
function play(
  written: Written,
  timeline: Events,
  check: (breaker: Breaker, inFlight: number, now: number) => void,
): BreakerTransition[] {
  const transitions: BreakerTransition[] = [];
  const pings: Permit[] = [];
  const breaker = new Breaker(decode(breakerSettings, written), evenLuck, {
    onTransition: (one) => transitions.push(one),
    onWake: () => {},
    onPing: (permit) => pings.push(permit),
  });
  const permits: Permit[] = [];
  let now = 0;
  for (const { afterMs, what, which } of timeline) {
    now += afterMs;
    if (what === 'poll') breaker.poll(now);
    else if (what === 'pong') {
      if (pings.length > 0) breaker.endPing(pings.pop()!, now, which % 3 > 0);
    } else if (what === 'ask') {
      const permit = breaker.tryAcquire(now);
      if (permit !== BLOCKED) permits.push(permit);
    } else if (permits.length > 0) {
      // The contract of a watched clock: time is looked at before an outcome is told.
      breaker.poll(now);
      const permit = permits.splice(which % permits.length, 1)[0]!;
      if (what === 'succeed') breaker.succeed(permit, now, 0);
      else if (what === 'fail') breaker.fail(permit, now, 0, 'error');
      else breaker.ignore(permit, now);
    }
    check(breaker, permits.length, now);
  }
  return transitions;
}

it('its counts add up at any moment: calls = successful + failed + ignored + blocked + late + in flight', () => {
  fc.assert(
    fc.property(settings, events, (written, timeline) => {
      play(written, timeline, ({ counts }, inFlight) => {
        const { calls, successful, failed, ignored, blocked, late } = counts;
        expect(calls).toBe(successful + failed + ignored + blocked + late + inFlight);
      });
    }),
  );
});

it('its transitions follow one another legally, and open lasts its time to the instant', () => {
  fc.assert(
    fc.property(settings, events, (written, timeline) => {
      const transitions = play(written, timeline, () => {});
      transitions.forEach(({ from, to, atMs }, i) => {
        const before = transitions[i - 1];
        expect(from).toBe(before?.to ?? 'closed');
        expect(`${from} to ${to}`).toMatch(
          /^(closed to open|open to half-open|half-open to (closed|open))$/,
        );
        if (before !== undefined) expect(atMs).toBeGreaterThanOrEqual(before.atMs);
        if (from === 'open') expect(atMs - before!.atMs).toBe(OPEN_MS);
      });
    }),
  );
});

it('lets through all while closed, none while open, and no more than its permits while half-open', () => {
  fc.assert(
    fc.property(settings, events, (written, timeline) => {
      play(written, timeline, (breaker, _, now) => {
        breaker.poll(now);
        const state = breaker.stateName;
        const asked = Array.from({ length: 5 }, () => breaker.tryAcquire(now));
        const allowed = asked.filter((permit) => permit !== BLOCKED);
        if (state === 'closed') expect(allowed).toHaveLength(5);
        else expect(allowed.length).toBeLessThanOrEqual(state === 'open' ? 0 : permitsOf(written));
        for (const permit of allowed) breaker.ignore(permit, now);
      });
    }),
  );
});

it('never hangs: whatever its probes do, with a lease there is a time when a call may try again', () => {
  fc.assert(
    fc.property(settings, events, (written, timeline) => {
      fc.pre('lease' in written.probe && written.probe.lease !== undefined);
      let last: { breaker: Breaker; now: number } | undefined;
      play(written, timeline, (breaker, _, now) => {
        last = { breaker, now };
      });
      fc.pre(last !== undefined);
      // A limit of half-open that has passed opens it once more.
      const asked = [1_000, 1_000 + OPEN_MS].flatMap((laterMs) =>
        Array.from({ length: 100 }, () => last!.breaker.tryAcquire(last!.now + laterMs)),
      );
      expect(asked.some((permit) => permit !== BLOCKED)).toBe(true);
    }),
  );
});

function permitsOf({ probe }: Written): number {
  if ('permits' in probe) return probe.permits;
  if ('probes' in probe) return probe.probes;
  return probe.kind === 'health-check' ? 0 : Number.POSITIVE_INFINITY;
}
